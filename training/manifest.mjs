// Writes models/manifest.json anew: the SHA-256 of every file that the reader loads. Run it after any of them changed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../models');
const loaded = readdirSync(folder).filter((name) => /\.(onnx|tsv|traineddata)$|^calibration\.json$/.test(name));
const digest = (name) =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');
const manifest = Object.fromEntries(loaded.sort().map((name) => [name, digest(name)]));
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(manifest);
