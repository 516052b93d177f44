// `npm run campaign -- NAME [options]`: a long test that prints its counts and exits 1 when anything was wrong.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
const file = join(here, `${name}.mjs`);

if (name === 'main' || !existsSync(file)) {
  const known = readdirSync(here)
    .filter((one) => one.endsWith('.mjs') && one !== 'main.mjs')
    .map((one) => one.slice(0, -4));
  process.stderr.write(`Which campaign? Known are ${known.join(', ')}: npm run campaign -- kill --cycles 500\n`);
  process.exit(64);
}
const { default: run } = await import(file);
console.log(JSON.stringify({ campaign: name, ...(await run(options)) }));
