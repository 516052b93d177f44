/** How long the quarterly report of a million events takes at the terminal, start to file, and its memory. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assuranceStream } from '../src/domain/assurance.js';
import { writeLine } from '../src/ledger/line.js';
import { openSqliteLedger, type SqliteLedger } from '../src/ledger/sqlite.js';
import { Views } from '../src/projections/views.js';
import { Vault } from '../src/vault/vault.js';
import { compare, type Row } from './bench.js';
import { detection } from './startup.js';

export const name = 'report';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
/** A data directory to keep between runs; filled when it is not there. */
const KEPT = process.env['BENCH_DIR'];
const [CAMERAS, DAYS] = [50, 80];
const first = Date.parse('2026-10-03T08:00:00.000Z');
const quiet = { tell: (): void => undefined };

/** The line of a verification that found the ledger whole as it stands. */
const foundWhole = async (vault: Vault, ledger: SqliteLedger): Promise<void> => {
  const { size, root } = ledger.tree();
  const at = new Date(first + (DAYS - 7) * 86_400_000).toISOString();
  const { keep: _, sealed: __, ...fact } = detection('clock', assuranceStream, null, at);
  const data = { verificationId: fact.id, treeSize: size, root: root.toString('hex') };
  await ledger.append(assuranceStream, -1, [writeLine(vault, { ...fact, type: 'IntegrityVerified', data })]);
};

/** The reads of fifty cameras over eighty days of a quarter, and read models that show them all. */
const fill = async (dir: string, events: number): Promise<void> => {
  const vault = Vault.open(join(dir, 'vault'), quiet);
  const ledger = await openSqliteLedger(join(dir, 'ledger'));
  const cameras = Array.from({ length: CAMERAS }, () => randomUUID());
  const each = Math.ceil(events / (CAMERAS * DAYS));
  for (let day = 0; events > 0 && day < DAYS; day += 1) {
    for (const camera of cameras) {
      const date = new Date(first + day * 86_400_000).toISOString();
      const stream = `detection-${camera}-${date.slice(0, 10).replaceAll('-', '')}`;
      let prev: string | null = null;
      const entries = Array.from({ length: each }, (_, index) => {
        const at = new Date(first + day * 86_400_000 + index * 250_000).toISOString();
        const entry = writeLine(vault, detection(camera, stream, prev, at));
        prev = Buffer.from(entry.leaf).toString('hex');
        return entry;
      });
      await ledger.append(stream, -1, entries);
    }
    // A department's clock reads its whole ledger back every week; the reads of the last seven days came since.
    if (day === DAYS - 8) await foundWhole(vault, ledger);
  }
  const views = Views.open(dir, ledger, vault);
  views.start();
  await views.reached(BigInt(ledger.tree().size - 1), 3_600_000);
  await views.close();
  await ledger.close();
  vault.close();
  writeFileSync(join(dir, 'filled'), '');
};

type Made = { readonly seconds: number; readonly mebibytes: number };

/** The most that was resident so far, MiB; what it was when it can no longer be asked. */
const peak = (pid: number, before: number): number => {
  try {
    const most = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return most === undefined ? before : Number(most) / 1024;
  } catch {
    return before;
  }
};

/** Makes the report as an administrator at the terminal would. */
const make = async (dir: string): Promise<Made> => {
  const out = mkdtempSync(join(tmpdir(), 'bench-paper-'));
  const settings = { ALPR_DATA_DIR: dir, ALPR_LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1' };
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/cli.js', 'report', 'quarter', '2026-Q4', '--out', out], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let mebibytes = 0;
  const timer = setInterval(() => (mebibytes = peak(child.pid!, mebibytes)), 20);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0 || !existsSync(join(out, 'quarterly-audit-report-2026-q4.pdf')))
    throw new Error(`no report was made (exit ${String(code)})`);
  rmSync(out, { recursive: true });
  return { seconds, mebibytes };
};

export const run = async (): Promise<Row[]> => {
  const full = KEPT ?? mkdtempSync(join(tmpdir(), 'bench-full-'));
  const empty = mkdtempSync(join(tmpdir(), 'bench-empty-'));
  try {
    if (!existsSync(join(full, 'filled'))) await fill(full, EVENTS);
    await fill(empty, CAMERAS * DAYS);
    const peerName = `the same of ${CAMERAS * DAYS} events`;
    const of = { peerName, turns: 5 };
    const taken: Made[] = [];
    const ours = async (): Promise<number> => {
      taken.push(await make(full));
      return taken.at(-1)!.seconds;
    };
    const time = { ...of, what: `quarterly report of ${EVENTS} events`, unit: 's', ours };
    const memory = { ...of, what: `its memory at most`, unit: 'MiB' };
    return [
      await compare({ ...time, peer: async () => (await make(empty)).seconds }),
      await compare({
        ...memory,
        // What was measured while the time was taken; only the peer is run again.
        ours: async () => taken.pop()!.mebibytes,
        peer: async () => (await make(empty)).mebibytes,
      }),
    ];
  } finally {
    for (const dir of KEPT === undefined ? [full, empty] : [empty]) rmSync(dir, { recursive: true, force: true });
  }
};
