// `npm run bench -- NAME [--json]`: runs one benchmark; the last line is one JSON object.
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const known = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && !['bench.ts', 'peers.ts', 'weighing.ts'].includes(file))
  .map((file) => file.slice(0, -3));
const [name, ...flags] = process.argv.slice(2);

if (!known.includes(name)) {
  process.stderr.write(`Which benchmark? Known are ${known.join(', ')}: npm run bench -- append\n`);
  process.exit(64);
}
require('reflect-metadata');
require('../src/ledger/typescript.cjs');
const { report } = require('./bench.ts');
const { run } = require(`./${name}.ts`);
const print = flags.includes('--json') ? (line) => line.startsWith('{') && console.log(line) : console.log;
report(name, await run(), print);
process.exit(0);
