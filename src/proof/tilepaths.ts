/** Tiles and entry bundles under the names of C2SP tlog-tiles. */
import type { Recorded } from '../ledger/ledger.js';
import { WIDTH } from '../ledger/tiles.js';

export type TileAt = { readonly level: number | 'entries'; readonly tile: number; readonly width: number };

/** 1234067 as `x001/x234/067`. */
const groupsOf = (tile: number): string => {
  const digits = String(tile);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** `0/x001/234`, `entries/000.p/17`. */
export const tilePath = ({ level, tile, width }: TileAt): string =>
  `${level}/${groupsOf(tile)}${width === WIDTH ? '' : `.p/${width}`}`;

const shape = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Which tile a path names; null when it names none. Each tile has one path only. */
export const parseTilePath = (path: string): TileAt | null => {
  const [, level = '', groups = '', width] = shape.exec(path) ?? [];
  if (level === '') return null;
  const at: TileAt = {
    level: level === 'entries' ? level : Number(level),
    tile: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? WIDTH : Number(width),
  };
  return tilePath(at) === path && (width === undefined || at.width < WIDTH) ? at : null;
};

/** Lines as an entry bundle: each behind its length as uint16, big-endian. */
export const bundleOf = async (facts: AsyncIterable<Recorded>): Promise<{ bytes: Buffer; ids: string[] }> => {
  const pieces: Buffer[] = [];
  const ids: string[] = [];
  for await (const { id, line } of facts) {
    const bytes = Buffer.from(line);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    pieces.push(length, bytes);
    ids.push(id);
  }
  return { bytes: Buffer.concat(pieces), ids };
};
