/** The rules the ledger was kept by, laid down when they were installed: their digests stand on the ledger. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../vault/durable.js';

/** Keeps a set of rules under its digest; one that is kept already stays as it is. */
export const keepRules = (dir: string, text: string): void => {
  const file = join(dir, 'rules', `${hash('sha256', text)}.json`);
  if (!existsSync(file)) writeDurably(file, text);
};

/** All that were kept, by name. */
export const rulesIn = (dir: string): { readonly name: string; readonly text: string }[] => {
  const folder = join(dir, 'rules');
  return (existsSync(folder) ? readdirSync(folder).sort() : [])
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
};
