/** Compiles src/recognition to plain ES modules, so that tests can start real reading threads from what they test. */
import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Returns the folder of the compiled modules; its worker.js is what `openReader({ workerFile })` wants. */
export const compileRecognition = (): string => {
  const out = join(ROOT, 'node_modules/.cache/alpr-ledger', `recognition-${process.pid}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
  for (const file of readdirSync(join(ROOT, 'src/recognition')).filter((name) => name.endsWith('.ts'))) {
    const { code } = transformFileSync(join(ROOT, 'src/recognition', file), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    writeFileSync(join(out, file.replace(/\.ts$/, '.js')), code);
  }
  return out;
};
