/** The terminal at work on a department that the demonstration founded, and on directories that are none. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, type Sqlite } from '../../src/vault/sqlite.js';
import { assertBuilt, linesOf, run, type Said, stack, startServer, temporary } from './running.js';

const dir = temporary('terminal');
const said: Said[] = [];
const told = async (...asked: Parameters<typeof run>): Promise<Said> => {
  const one = await run(...asked);
  said.push(one);
  return one;
};

let demo: Said;
let dataDir: string;
let result: { ok: boolean; steps: { step: string; outcome: string }[]; report: string; dataDir: string };
beforeAll(async () => {
  assertBuilt();
  demo = await told(['demo', '--exit', '--json'], { PORT: '0' }, 120_000);
  result = JSON.parse(linesOf(demo.out).at(-1) ?? '{}') as typeof result;
  dataDir = join(result.dataDir, 'data');
}, 150_000);
afterAll(() => {
  expect(said.filter(({ out, err }) => stack.test(out + err))).toEqual([]);
  rmSync(dir, { recursive: true, force: true });
  if (result?.dataDir) rmSync(result.dataDir, { recursive: true, force: true });
});

/** A copy of the department, changed behind its back. */
const changed = (name: string, change: (db: Sqlite) => void): string => {
  const copy = join(dir, name);
  cpSync(dataDir, copy, { recursive: true });
  const db = openSqlite(join(copy, 'ledger', 'ledger.db'));
  change(db);
  db.close();
  return copy;
};

describe('demo --exit --json', () => {
  it('does the whole job as the policy says, and leaves a report', () => {
    expect([demo.code, result.ok]).toEqual([0, true]);
    expect(result.steps.length).toBeGreaterThan(30);
    expect(result.steps.filter(({ outcome }) => outcome.startsWith('failed'))).toEqual([]);
    expect(readFileSync(result.report).subarray(0, 5).toString()).toBe('%PDF-');
    expect(linesOf(demo.out)).toHaveLength(1);
  });
});

describe('account reset', () => {
  it('prints a new invitation for a member, and says so of nobody else', async () => {
    const copy = changed('reset', () => undefined);
    const { code, out, err } = await told(['account', 'reset', 'administrator'], { ALPR_DATA_DIR: copy });
    expect([code, /#invitation=[0-9a-f-]{36}\.[\w-]{43}$/m.test(out), err.includes('void')]).toEqual([0, true, true]);
    const nobody = await told(['account', 'reset', 'nobody.here'], { ALPR_DATA_DIR: copy });
    expect([nobody.code, nobody.out]).toEqual([64, '']);
  }, 60_000);
});

describe('replay', () => {
  type Row = { position: number; act: string; actorKind: string; question: string | null; id: string };
  const replayed = async (...more: string[]): Promise<Row[]> => {
    const { code, out, err } = await told(['replay', '--json', ...more], { ALPR_DATA_DIR: dataDir });
    expect([code, err]).toEqual([0, '']);
    return linesOf(out).map((line) => JSON.parse(line) as Row);
  };

  it('prints the history in the order of the ledger, and stands in it at the next replay', async () => {
    const first = await replayed();
    const positions = first.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(first.length).toBeGreaterThan(10);
    const second = await replayed();
    const fresh = second.filter(({ id }) => !first.some((row) => row.id === id));
    expect(fresh.map(({ actorKind, question }) => [actorKind, question])).toContainEqual(['agency', 'access-history']);
    expect(fresh.length).toBeLessThanOrEqual(3);
  }, 60_000);

  it.each([
    [['--limit', 'abc'], '--limit'],
    [['--member', 'nobody.here'], '--member'],
    [['--from', 'yesterday'], '--from'],
  ])('%j is not understood, and says what would be', async (more, option) => {
    const { code, err } = await told(['replay', ...more], { ALPR_DATA_DIR: dataDir });
    expect([code, err]).toEqual([64, expect.stringContaining(option)]);
  });
});

describe('verify', () => {
  it('says that the ledger is whole, in words and as JSON', async () => {
    const env = { ALPR_DATA_DIR: dataDir };
    const words = await told(['verify'], env);
    // Nobody outside has seen it yet, which is said, and is an exit code of its own.
    const whole = /^NOT PROVABLE, ledger whole: \d+ events, root [0-9a-f]{64}(.|\n)*Nobody outside bears it out/;
    expect([words.code, words.out]).toEqual([2, expect.stringMatching(whole)]);
    const { code, out } = await told(['verify', '--json'], env);
    expect([code, JSON.parse(out)]).toEqual([2, expect.objectContaining({ whole: true, problemCount: 0 })]);
  }, 30_000);

  it('ends with 1 and names the position when one byte of a line was changed', async () => {
    const copy = changed('one-byte', (db) => {
      const { line } = db.prepare('select line from lines where position = 17').get()!;
      const text = String(line);
      const at = text.indexOf('"recordedAt":"20') + 18;
      const other = text[at] === '6' ? '5' : '6';
      db.prepare('update lines set line = ? where position = 17').run([text.slice(0, at) + other + text.slice(at + 1)]);
    });
    const { code, out } = await told(['verify'], { ALPR_DATA_DIR: copy });
    expect([code, out]).toEqual([1, expect.stringMatching(/NOT WHOLE(.|\n)*\b17\b/)]);
    const json = await told(['verify', '--json'], { ALPR_DATA_DIR: copy });
    expect([json.code, JSON.parse(json.out)]).toEqual([1, expect.objectContaining({ whole: false })]);
  }, 30_000);

  it('ends with 1 when a sealed part was changed', async () => {
    const copy = changed('sealed', (db) => {
      const last = db.prepare('select position, ciphertext from parts order by position desc limit 1').get()!;
      const bytes = Buffer.from(last.ciphertext as Uint8Array);
      bytes[0]! ^= 1;
      db.prepare('update parts set ciphertext = ? where position = ?').run([bytes, last.position!]);
    });
    const { code, out } = await told(['verify'], { ALPR_DATA_DIR: copy });
    expect([code, out]).toEqual([1, expect.stringContaining('NOT WHOLE')]);
  });
});

describe('report', () => {
  it.each([
    ['quarter', 'quarterly-audit-report'],
    ['detections', 'total-detection-report'],
  ])(
    '%s writes the signed PDF and its figures',
    async (kind, name) => {
      const out = join(dir, 'reports', 'new');
      const now = new Date();
      const quarter = `${now.getUTCFullYear()}-q${Math.floor(now.getUTCMonth() / 3) + 1}`;
      const { code, out: printed } = await told(['report', kind, quarter, '--out', out], { ALPR_DATA_DIR: dataDir });
      expect(code).toBe(0);
      const [pdf, json] = linesOf(printed);
      expect(pdf).toBe(join(out, `${name}-${quarter}.pdf`));
      expect(readFileSync(pdf!).subarray(0, 5).toString()).toBe('%PDF-');
      expect(readFileSync(pdf!).toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached');
      expect(JSON.parse(readFileSync(json!, 'utf8'))).toMatchObject({ ledger: { events: expect.any(Number) } });
    },
    60_000,
  );

  it('of no quarter is not understood', async () => {
    const { code, err } = await told(['report', 'quarter', '2026-Q7', '--out', dir], { ALPR_DATA_DIR: dataDir });
    expect([code, err]).toEqual([64, expect.stringContaining('2026-Q4')]);
  });
});

describe('a data directory', () => {
  it('that is none founds nothing, and is named', async () => {
    const folder = join(dir, 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'Dear Sir');
    const missing = join(dir, 'missing');
    const report = ['report', 'quarter', '2026-Q4', '--out', dir];
    const tried = [
      [['replay'], folder],
      [['verify'], folder],
      [report, folder],
      [['verify'], missing],
    ] as const;
    const answers = await Promise.all(tried.map(([args, where]) => told(args, { ALPR_DATA_DIR: where })));
    for (const [n, { code, err }] of answers.entries())
      expect([code, err]).toEqual([64, expect.stringContaining(`There is no department in ${tried[n]![1]}`)]);
    expect([readdirSync(folder), existsSync(missing)]).toEqual([['letter.txt'], false]);
  }, 30_000);

  it('in use by a running server is left alone, and its holder is named', async () => {
    const server = await startServer(dataDir, { ALPR_LOG_LEVEL: 'silent' });
    try {
      const { code, err } = await told(['replay'], { ALPR_DATA_DIR: dataDir });
      expect([code, err]).toEqual([75, expect.stringContaining(`process ${server.process.pid}`)]);
    } finally {
      server.process.kill('SIGKILL');
      await server.ended;
    }
  }, 30_000);

  it('written by a newer version is left alone', async () => {
    const copy = changed('newer', (db) => db.exec('pragma user_version = 99'));
    const { code, err } = await told(['verify'], { ALPR_DATA_DIR: copy });
    expect([code, err]).toEqual([65, expect.stringMatching(/format 99.*Start the newer version/)]);
  });

  it('does not open with another passphrase', async () => {
    const wrong = join(dir, 'passphrase');
    writeFileSync(wrong, 'some other passphrase\n');
    const { code, err } = await told(['verify'], { ALPR_DATA_DIR: dataDir, ALPR_PASSPHRASE_FILE: wrong });
    expect([code, err]).toEqual([77, expect.stringMatching(/passphrase does not open/)]);
    expect(err).not.toContain('some other passphrase');
    const gone = await told(['verify'], { ALPR_DATA_DIR: dataDir, ALPR_PASSPHRASE_FILE: join(dir, 'gone') });
    expect([gone.code, gone.err]).toEqual([66, expect.stringContaining(join(dir, 'gone'))]);
  }, 30_000);

  it('that is a file is no place for a department', async () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    const { code, err } = await told(['serve'], { ALPR_DATA_DIR: file, PORT: '0' });
    expect([code, err]).toEqual([73, expect.stringContaining(file)]);
  });
});
