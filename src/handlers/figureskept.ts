/** Every report as it was made, and its figures as they are embedded in it, to be counted again (430.4A(h)). */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../vault/durable.js';

const folderOf = (dataDir: string): string => join(dataDir, 'reports');
const fileOf = (dataDir: string, reportId: string): string => join(folderOf(dataDir), `${reportId}.json`);
const paperOf = (dataDir: string, reportId: string): string => join(folderOf(dataDir), `${reportId}.pdf`);

/** Nothing personal is in figures: members, cameras and hits stand there by their ids. */
export const keepFigures = (dataDir: string, reportId: string, text: string): void =>
  writeDurably(fileOf(dataDir, reportId), text);

/** The signed paper: of people it names the Administrator alone, by his office. */
export const keepPaper = (dataDir: string, reportId: string, pdf: Uint8Array): void =>
  writeDurably(paperOf(dataDir, reportId), pdf);

/** The paper as it was signed; null where none is kept, as of a report made before papers were. */
export const paperKept = (dataDir: string, reportId: string): Buffer | null => {
  const file = paperOf(dataDir, reportId);
  return existsSync(file) ? readFileSync(file) : null;
};

/** What was kept of a report that was refused. */
export const dropReport = (dataDir: string, reportId: string): void => {
  for (const file of [fileOf(dataDir, reportId), paperOf(dataDir, reportId)]) rmSync(file, { force: true });
};

/** All that are kept, by the id of their report. */
export const figuresKept = (dataDir: string): { readonly reportId: string; readonly bytes: Buffer }[] => {
  const folder = folderOf(dataDir);
  return (existsSync(folder) ? readdirSync(folder).sort() : [])
    .filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
    .map((name) => ({ reportId: name.slice(0, 36), bytes: readFileSync(join(folder, name)) }));
};
