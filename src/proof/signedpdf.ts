/**
 * A signature in a PDF (ISO 32000-2, 12.8; ETSI EN 319 142-1): an incremental update that names every byte of the file
 * but the signature itself. It knows the files that pdfkit writes: a table of cross-references, and one trailer.
 */

/** The file is none that can be signed this way. */
export class BadPdf extends Error {
  readonly code = 'malformed';
}

type Trailer = {
  readonly size: number;
  readonly root: number;
  readonly id: string;
  readonly info: string;
  readonly at: number;
};

const field = (text: string, name: RegExp, what: string): string => {
  const found = name.exec(text)?.[1];
  if (found === undefined) throw new BadPdf(`The PDF has no ${what}.`);
  return found;
};

const trailerOf = (pdf: string): Trailer => {
  const at = Number(field(pdf.slice(-64), /startxref\s+(\d+)\s+%%EOF\s*$/, 'end'));
  const from = pdf.indexOf('trailer', at);
  if (from === -1) throw new BadPdf('The PDF has no trailer.');
  const trailer = pdf.slice(from);
  return {
    size: Number(field(trailer, /\/Size (\d+)/, 'size')),
    root: Number(field(trailer, /\/Root (\d+) 0 R/, 'root')),
    id: field(trailer, /\/ID \[\s*(<[0-9a-f]+>)/i, 'id'),
    info: /\/Info \d+ 0 R/.exec(trailer)?.[0] ?? '',
    at,
  };
};

/** Where each object begins, by the table. */
const places = (pdf: string, at: number): Map<number, number> => {
  const found = new Map<number, number>();
  const head = /^xref\s+0 (\d+)\s*\n/.exec(pdf.slice(at, at + 40));
  if (!head) throw new BadPdf('The PDF has no table of cross-references.');
  let line = at + head[0].length;
  for (let number = 0; number < Number(head[1]); number += 1, line += 20)
    if (pdf[line + 17] === 'n') found.set(number, Number(pdf.slice(line, line + 10)));
  return found;
};

/** The dictionary of an object, without the brackets around it. */
const dictionary = (pdf: string, place: number | undefined): string => {
  const end = place === undefined ? -1 : pdf.indexOf('endobj', place);
  const found = end === -1 ? null : /^\d+ 0 obj\s*<<([\s\S]*)>>\s*$/.exec(pdf.slice(place, end));
  if (!found) throw new BadPdf('The PDF lacks a dictionary that its table names.');
  return found[1]!;
};

/** Text in brackets, with nothing in it that could end it. */
const literal = (text: string): string => `(${text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&')})`;

/** `D:20270105173000Z`. */
const pdfDate = (at: string): string => `(D:${at.slice(0, 19).replace(/\D/g, '')}Z)`;

const ten = (number: number): string => String(number).padStart(10, '0');

export type Prepared = {
  /** The whole file; the place of the signature is zeros. */
  readonly file: Buffer;
  /** The bytes that are signed. */
  readonly signed: Buffer;
  /** Puts the signature (CMS, DER) where it belongs. @throws BadPdf when it is longer than the place kept for it */
  readonly complete: (signature: Uint8Array) => Buffer;
};

export type SigningFacts = {
  /** Who signs, why, and when (ISO 8601, UTC); printed by readers beside the signature. */
  readonly name: string;
  readonly reason: string;
  readonly at: string;
  /** Bytes kept for the signature. */
  readonly room: number;
};

/** A dictionary of the page with the field among its annotations. */
const annotated = (page: string, widget: number): string => {
  const list = /\/Annots \[([^\]]*)\]/.exec(page);
  return list
    ? page.replace(list[0], `/Annots [${list[1]!.trim()} ${widget} 0 R]`)
    : `${page}\n/Annots [${widget} 0 R]\n`;
};

const firstPage = (pdf: string, where: Map<number, number>, catalog: string): number => {
  const pages = Number(field(catalog, /\/Pages (\d+) 0 R/, 'pages'));
  return Number(field(dictionary(pdf, where.get(pages)), /\/Kids \[\s*(\d+) 0 R/, 'first page'));
};

const WIDE = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** The new objects, one after another, with the place of each; numbers first, so that the table can be written. */
const laid = (from: number, objects: readonly (readonly [number: number, body: string])[]) => {
  let at = from;
  const table: (readonly [number: number, at: number])[] = [];
  const text = objects
    .map(([number, body]) => {
      const object = `${number} 0 obj\n<<${body}>>\nendobj\n`;
      table.push([number, at]);
      at += object.length;
      return object;
    })
    .join('');
  return { text, table, end: at };
};

/** One section for each object: any reader takes that, and none is there to be merged. */
const crossReferences = (table: readonly (readonly [number: number, at: number])[]): string =>
  `xref\n${table.map(([number, at]) => `${number} 1\n${ten(at)} 00000 n \n`).join('')}`;

/**
 * Adds an invisible signature field to a file, and leaves the signature itself out.
 * @throws BadPdf when the file is none that pdfkit wrote
 */
export const prepare = (pdf: Uint8Array, { name, reason, at, room }: SigningFacts): Prepared => {
  const before = Buffer.from(pdf).toString('latin1');
  const { size, root, id, info, at: table } = trailerOf(before);
  const where = places(before, table);
  const catalog = dictionary(before, where.get(root));
  const page = firstPage(before, where, catalog);
  const [signature, widget] = [size, size + 1];
  const start = before.endsWith('\n') ? before : `${before}\n`;
  const hole = `<${'0'.repeat(room * 2)}>`;
  const objects = laid(start.length, [
    [root, `${catalog}\n/AcroForm << /Fields [${widget} 0 R] /SigFlags 3 >>\n`],
    [page, annotated(dictionary(before, where.get(page)), widget)],
    [
      signature,
      ` /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${WIDE}\n/Contents ${hole}\n` +
        `/M ${pdfDate(at)} /Name ${literal(name)} /Reason ${literal(reason)} `,
    ],
    [
      widget,
      ` /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /V ${signature} 0 R /F 132 /Rect [0 0 0 0] ` +
        `/P ${page} 0 R `,
    ],
  ]);
  const trailer =
    `trailer\n<< /Size ${size + 2} /Root ${root} 0 R ${info} /ID [${id} ${id}] /Prev ${table} >>\n` +
    `startxref\n${objects.end}\n%%EOF\n`;
  const text = start + objects.text + crossReferences(objects.table) + trailer;
  const from = text.indexOf(hole, start.length);
  const to = from + hole.length;
  const range = `/ByteRange [0 ${ten(from)} ${ten(to)} ${ten(text.length - to)}]`;
  const file = Buffer.from(text.replace(WIDE, range), 'latin1');
  return {
    file,
    signed: Buffer.concat([file.subarray(0, from), file.subarray(to)]),
    complete: (der) => {
      if (der.length > room) throw new BadPdf(`The signature has ${der.length} bytes, and there is room for ${room}.`);
      const whole = Buffer.from(file);
      whole.write(Buffer.from(der).toString('hex'), from + 1, 'latin1');
      return whole;
    },
  };
};
