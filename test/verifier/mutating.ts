/** Damages of a bundle, one at a time: bytes, fields, lines taken, added, moved and doubled, tails cut, forgeries. */
import { bundleOf, checkpointText, type Making } from './bundle.js';

export type Files = Readonly<Record<string, Buffer>>;

/** A damage: the files that differ from the whole bundle, null for one that is gone, and what the outsider kept. */
export type Mutation = {
  readonly kind: string;
  readonly files: Readonly<Record<string, Buffer | null>>;
  /** A checkpoint the verifier brought along, as `--since` takes it. */
  readonly since?: { readonly origin: string; readonly size: number; readonly root: Buffer };
};

/** A generator of numbers below `below`, the same for the same seed (Lehmer, MINSTD). */
const lot = (seed: number) => {
  let state = seed % 2_147_483_647 || 1;
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

/** What the custodian wrote for show, and nothing rests on. */
const isLabel = (name: string): boolean => name === 'bundle.json' || name === 'README.txt';

/** Another value of the same kind. */
const other = (value: unknown): unknown =>
  typeof value === 'number'
    ? value + 1
    : typeof value === 'boolean'
      ? !value
      : value === null
        ? 'x'
        : `${String(value)}x`;

const paths = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, within]) => paths(within, [...path, name]))
    : [path];

const changedAt = (line: string, path: readonly string[]): string => {
  const changed = JSON.parse(line) as Record<string, unknown>;
  const at = path.slice(0, -1).reduce((within, name) => within[name] as Record<string, unknown>, changed);
  at[path.at(-1)!] = other(at[path.at(-1)!]);
  return JSON.stringify(changed);
};

const differing = (whole: Files, made: Files): Record<string, Buffer | null> => ({
  ...Object.fromEntries(
    Object.keys(whole)
      .filter((name) => !made[name])
      .map((name) => [name, null]),
  ),
  ...Object.fromEntries(Object.entries(made).filter(([name, content]) => !whole[name]?.equals(content))),
});

/** Without end: bytes, fields, lines, tails and forgeries by turns, never the same damage by chance alone. */
export function* mutations(lines: readonly string[], making: Making, seed: number): Generator<Mutation> {
  const pick = lot(seed);
  const whole = bundleOf(lines, making);
  const names = Object.keys(whole).filter((name) => !isLabel(name));
  const notes = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('tile/')));
  /** Another history with its own tiles, under what was signed for the true one: an adversary without the key. */
  const under = (otherLines: readonly string[]) => differing(whole, { ...bundleOf(otherLines, making), ...notes });
  const kept = { origin: making.origin, size: lines.length };
  const root = Buffer.from(checkpointText(making.origin, lines).split('\n')[2]!, 'base64');
  const at = (): number => pick(lines.length);
  const spliced = (start: number, remove: number, ...add: readonly string[]): readonly string[] => [
    ...lines.slice(0, start),
    ...add,
    ...lines.slice(start + remove),
  ];
  for (;;) {
    for (let i = 0; i < 24; i += 1) {
      const name = names[pick(names.length)]!;
      const content = Buffer.from(whole[name]!);
      const byte = pick(content.length);
      content[byte] = content[byte]! ^ (1 << pick(8));
      yield { kind: 'byte', files: { [name]: content } };
    }
    for (let i = 0; i < 10; i += 1) {
      const index = at();
      const fields = paths(JSON.parse(lines[index]!));
      const line = changedAt(lines[index]!, fields[pick(fields.length)]!);
      const files = differing(whole, bundleOf(spliced(index, 1, line), making));
      const entries = Object.entries(files).filter(([name]) => name.startsWith('tile/entries'));
      yield { kind: 'field', files: Object.fromEntries(entries) };
      yield { kind: 'field, hashed anew', files: under(spliced(index, 1, line)) };
      // The custodian signs what he changed: only what an outsider kept can tell.
      const forged = differing(whole, bundleOf(spliced(index, 1, line), making));
      yield { kind: 'field, signed anew', files: forged, since: { ...kept, root } };
    }
    const [a, b] = [at(), at()];
    yield { kind: 'line taken out', files: under(spliced(a, 1)) };
    yield { kind: 'line put in', files: under(spliced(a, 0, changedAt(lines[b]!, ['id']))) };
    yield { kind: 'line doubled', files: under(spliced(a, 0, lines[b]!)) };
    if (lines[a] !== lines[b]) {
      const moved = [...lines];
      [moved[a], moved[b]] = [moved[b]!, moved[a]!];
      yield { kind: 'lines exchanged', files: under(moved) };
    }
    yield { kind: 'tail cut off', files: under(lines.slice(0, a)) };
    const earlier = { ...making, older: making.older.filter((size) => size <= a) };
    const rolled = differing(whole, bundleOf(lines.slice(0, a), earlier));
    yield { kind: 'rolled back', files: rolled, since: { ...kept, root } };
    const gone = names[pick(names.length)]!;
    yield { kind: 'file taken out', files: { [gone]: null } };
  }
}
