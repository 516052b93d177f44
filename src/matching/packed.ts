/** A plate as one number: ten letters and digits in base 37 fit a double exactly, so that a million take 8 MB. */

import { coarseUnit } from './lookalikes.js';

/** Longest plate that fits: 37 to the tenth is less than 2 to the 53rd. */
export const LONGEST_PACKED = 10;

const digits = '\0ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const codes = new Uint8Array(128);
for (let code = 1; code < digits.length; code += 1) codes[digits.charCodeAt(code)] = code;

/** The number of a plate of upper-case letters and digits; NaN for anything else, and for what is too long. */
export const pack = (plate: string): number => {
  if (plate.length > LONGEST_PACKED || plate.length === 0) return Number.NaN;
  let packed = 0;
  for (let i = 0; i < plate.length; i += 1) {
    const code = codes[plate.charCodeAt(i)] ?? 0;
    if (code === 0) return Number.NaN;
    packed = packed * 37 + code;
  }
  return packed;
};

/** The number of the plate's coarse fold, without making that text. */
export const packFolded = (plate: string): number => {
  if (plate.length > LONGEST_PACKED || plate.length === 0) return Number.NaN;
  let packed = 0;
  for (let i = 0; i < plate.length; i += 1) {
    const code = codes[coarseUnit(plate.charCodeAt(i))] ?? 0;
    if (code === 0) return Number.NaN;
    packed = packed * 37 + code;
  }
  return packed;
};

export const unpack = (packed: number): string => {
  let text = '';
  for (let rest = packed; rest > 0; rest = Math.floor(rest / 37)) text = digits.charAt(rest % 37) + text;
  return text;
};

/** Spreads the numbers over a table whose size is a power of two. */
export const slotOf = (packed: number, mask: number): number => {
  const low = (packed % 4_294_967_296) | 0;
  const high = Math.floor(packed / 4_294_967_296) | 0;
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 13)) & mask;
};
