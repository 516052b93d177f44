/** A long campaign in pieces: what was counted is kept in a file, and the next call goes on from there. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Options that every campaign in pieces has; without them it runs through in one piece. */
export const pieceOptions = {
  state: { type: 'string', default: '' },
  minutes: { type: 'string', default: '' },
};

const read = (file, none) => (file !== '' && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : none);

/**
 * @param {{ state: string, minutes: string }} values where the counts are kept, and how long this piece may take
 * @param {object} none the counts of nothing
 */
export const inPieces = ({ state, minutes }, none) => {
  const counts = { ...none, ...read(state, {}) };
  const until = minutes === '' ? Infinity : Date.now() + Number(minutes) * 60_000;
  return {
    counts,
    isTimeLeft: () => Date.now() < until,
    keep: () => {
      if (state === '') return;
      writeFileSync(`${state}.new`, JSON.stringify(counts));
      renameSync(`${state}.new`, state);
    },
  };
};
