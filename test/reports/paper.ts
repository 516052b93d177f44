/** Reading a finished report as its recipient would: with the tools of poppler, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cover } from '../../src/reports/cover.js';
import { busyQuotes } from './busyrecords.js';

export const cover: Cover = {
  agency: 'Demonstration Police Department',
  administrator: { name: 'A. Example', title: 'Police Captain, Operations Division' },
  reportId: 'report-2026-q4-0001',
  generatedAt: '2027-01-05T17:30:00.000Z',
  demonstration: true,
  quoted: busyQuotes,
  checkpoint: 'demonstration.example/alpr-ledger\n1204331\nnzpc0Be+Qohtlg1E=\n\n— demonstration.example Aek\n',
};

/** Markup, direction marks, control characters, half a surrogate pair, towers of accents, a word without an end. */
export const hostile =
  '<script>alert(1)</script> \u202egnp.exe\u202c \u200f\u0000\u0007\u001b[31m ' +
  '\ud800 Z\u0301\u0301\u0301 \u0645\u0631 ' +
  `\r\n\r\n\f \u{1f693}\u{1f46e}\u200d\u2640\ufe0f ${'\u05d0'.repeat(5)} %PDF-1.7 (unbalanced \\( ${'W'.repeat(900)}`;

const hasPoppler = ['pdftotext', 'pdfinfo', 'pdfdetach'].every((tool) => spawnSync(tool, ['-v']).error === undefined);

/** A test that needs poppler, skipped by name where it is not installed. */
export const itWithPoppler = (name: string, test: jest.ProvidesCallback): void =>
  hasPoppler ? it(name, test) : it.skip(`${name} (needs poppler-utils)`, test);

const withFile = <Answer>(pdf: Uint8Array, read: (file: string, folder: string) => Answer): Answer => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, pdf);
    return read(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const run = (tool: string, ...options: string[]): string =>
  execFileSync(tool, options, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

export const textOf = (pdf: Uint8Array): string => withFile(pdf, (file) => run('pdftotext', '-layout', file, '-'));
export const pagesOf = (pdf: Uint8Array): string[] => textOf(pdf).split('\f').slice(0, -1);
export const info = (pdf: Uint8Array): string => withFile(pdf, (file) => run('pdfinfo', file));

const hasQpdf = spawnSync('qpdf', ['--version']).error === undefined;

/** A test that needs qpdf, skipped by name where it is not installed. */
export const itWithQpdf = (name: string, test: jest.ProvidesCallback): void =>
  hasQpdf ? it(name, test) : it.skip(`${name} (needs qpdf)`, test);

type Tag = { readonly '/Pg'?: string; readonly '/K'?: unknown; readonly '/MCID'?: number };
type Objects = Readonly<Record<string, { readonly value: Tag & Readonly<Record<string, string>> }>>;
type Described = { readonly qpdf: readonly [unknown, Objects]; readonly pages: readonly { readonly object: string }[] };

/** On which page each piece of content stands, in the order of the tags: as a screen reader comes to it. */
export const spokenPages = (pdf: Uint8Array): { readonly pages: number; readonly spoken: number[] } => {
  const { qpdf, pages } = JSON.parse(
    withFile(pdf, (file) => run('qpdf', '--json=2', '--json-key=qpdf', '--json-key=pages', file)),
  ) as Described;
  const [, objects] = qpdf;
  const at = (reference: unknown): unknown =>
    typeof reference === 'string' ? objects[`obj:${reference}`]!.value : reference;
  const spoken: number[] = [];
  const say = (page: string | undefined): unknown => spoken.push(pages.findIndex(({ object }) => object === page));
  const walk = (reference: unknown, page: string | undefined): void => {
    const tag = at(reference);
    if (typeof tag === 'number') say(page);
    else if (Array.isArray(tag)) for (const kid of tag) walk(kid, page);
    else {
      const { '/Pg': own = page, '/K': kids, '/MCID': content } = tag as Tag;
      if (content !== undefined) say(own);
      else if (kids !== undefined) walk(kids, own);
    }
  };
  const { value: trailer } = objects['trailer']!;
  const { '/StructTreeRoot': tree } = at(trailer['/Root']) as Readonly<Record<string, string>>;
  walk((at(tree) as Tag)['/K'], undefined);
  return { pages: pages.length, spoken };
};

/** The figures attached to the report, or another file that is. */
export const attached = (pdf: Uint8Array, name = 'figures.json'): string =>
  withFile(pdf, (file, folder) => {
    run('pdfdetach', '-saveall', '-o', folder, file);
    return readFileSync(join(folder, name), 'utf8');
  });

/** The names of all files attached to it. */
export const attachments = (pdf: Uint8Array): string[] =>
  withFile(pdf, (file) => [...run('pdfdetach', '-list', file).matchAll(/^\d+: (\S+)$/gm)].map(([, name]) => name!));

/** The bytes of the file as characters, to search what is not compressed. */
export const rawOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');
