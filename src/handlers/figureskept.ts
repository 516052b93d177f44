/** The figures of every report, kept as they are embedded in it, so that they can be counted again (430.4A(h)). */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../vault/durable.js';

const folderOf = (dataDir: string): string => join(dataDir, 'reports');
const fileOf = (dataDir: string, reportId: string): string => join(folderOf(dataDir), `${reportId}.json`);

/** Nothing personal is in figures: members, cameras and hits stand there by their ids. */
export const keepFigures = (dataDir: string, reportId: string, text: string): void =>
  writeDurably(fileOf(dataDir, reportId), text);

/** Those of a report that was refused. */
export const dropFigures = (dataDir: string, reportId: string): void =>
  rmSync(fileOf(dataDir, reportId), { force: true });

/** All that are kept, by the id of their report. */
export const figuresKept = (dataDir: string): { readonly reportId: string; readonly bytes: Buffer }[] => {
  const folder = folderOf(dataDir);
  return (existsSync(folder) ? readdirSync(folder).sort() : [])
    .filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
    .map((name) => ({ reportId: name.slice(0, 36), bytes: readFileSync(join(folder, name)) }));
};
