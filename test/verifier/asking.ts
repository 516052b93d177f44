/** Both stand-alone verifiers asked about one bundle: they must say the same, and what they say is answered. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export type Verdict = {
  readonly verdict: string;
  readonly exit: number;
  readonly size: number;
  readonly anchor: { readonly kind: string; readonly size: number } | null;
  readonly first: { readonly index: number | null; readonly stream: string | null; readonly what: string } | null;
  readonly problems: number;
  readonly listed: readonly { readonly index: number | null; readonly what: string }[];
  readonly missing: readonly string[];
  readonly differences: readonly { readonly what: string }[];
  readonly purges: number;
  readonly certificates: number;
};

const folder = join(__dirname, '../../verifier');
export const python = ['python3', 'python'].find((one) => spawnSync(one, ['--version']).status === 0);

export const runVerifier = (program: string, script: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, [join(folder, script), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** What must be the same in both languages. */
const shown = ({
  verdict,
  exit,
  size,
  anchor,
  first,
  listed,
  missing,
  purges,
  certificates,
  differences,
}: Verdict) => ({
  verdict,
  exit,
  size,
  anchor,
  first,
  listed,
  missing,
  purges,
  certificates,
  differences: differences.map(({ what }) => what).toSorted(),
});

export const bothVerdicts = (bundle: string, args: readonly string[]): Verdict => {
  const told = runVerifier(process.execPath, 'verify.mjs', [bundle, '--json', ...args]);
  const result = JSON.parse(told.stdout || 'null') as Verdict;
  expect({ stderr: told.stderr, status: told.status }).toEqual({ stderr: '', status: result?.exit });
  if (!python) return result;
  const again = runVerifier(python, 'verify.py', [bundle, '--json', ...args]);
  expect(again.stderr).toBe('');
  expect(shown(JSON.parse(again.stdout) as Verdict)).toEqual(shown(result));
  return result;
};
