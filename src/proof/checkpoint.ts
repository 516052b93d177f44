/** A checkpoint (C2SP tlog-checkpoint): size and root of the ledger at one moment, as a text that can be signed. */
import { HASH } from '../ledger/tree.js';
import { BadNote, fromBase64, type Note, parseNote, toBase64 } from './note.js';

export type TreeHead = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** A checkpoint as it is kept: `note` has the signatures, `text` is what was signed. */
export type Checkpoint = TreeHead & { readonly text: string; readonly note: string };

export const headText = ({ origin, size, root }: TreeHead): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads origin, size and root; extension lines of other logs are let stand. @throws BadNote when it is none */
export const parseHead = (text: string): TreeHead => {
  const [origin = '', size = '', root = '', ...more] = text.split('\n');
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new BadNote('That is not a checkpoint: it names no origin and size.');
  const bytes = fromBase64(root);
  if (bytes.length !== HASH || more.pop() !== '' || more.includes(''))
    throw new BadNote('That is not a checkpoint: its root is no hash of 32 bytes.');
  return { origin, size: Number(size), root: bytes };
};

/** Takes a checkpoint apart; its signatures are not looked at. @throws BadNote when it is none */
export const parseCheckpoint = (note: string): Checkpoint & Pick<Note, 'signatures'> => {
  const { text, signatures } = parseNote(note);
  return { ...parseHead(text), text, note, signatures };
};
