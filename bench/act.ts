/** What a whole Act costs, durable: standing, some fifteen rules, sealing, hashing and append, against bare inserts. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Member } from '../src/domain/actor.js';
import { policySet } from '../src/domain/policy/clauses.js';
import { Act, ActHandler } from '../src/handlers/act.js';
import { usualPurposes } from '../src/domain/policy/purposes.js';
import { type Asker, query } from '../src/domain/query.js';
import type { Findings } from '../src/handlers/findings.js';
import type { AnyCommand, Order, Request } from '../src/handlers/orders.js';
import { Standings } from '../src/handlers/standings.js';
import { Streams } from '../src/handlers/streams.js';
import { SystemTime } from '../src/handlers/time.js';
import type { Entry } from '../src/ledger/ledger.js';
import { writeLine } from '../src/ledger/line.js';
import { openTables } from '../src/ledger/schema.js';
import { openSqliteLedger } from '../src/ledger/sqlite.js';
import type { Sqlite } from '../src/vault/sqlite.js';
import { Vault } from '../src/vault/vault.js';
import { compare, perSecond, type Row } from './bench.js';
import { emmettPeer } from './peers.js';
import { weighing } from './weighing.js';

export const name = 'act';

const inNewFolder = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** What would be found out of the one who asks here. */
const asker: Asker = {
  username: 'officer',
  organisation: 'Bench Department',
  purposes: usualPurposes,
  syntheticOnly: true,
  plateTag: 'd'.repeat(64),
  conflict: false,
  earlier: 0,
  civilApproved: false,
  approved: [],
  agreed: null,
};

/** Nothing here asks for facts of other streams. */
const noFindings = {
  laneOf: () => null,
  complete: async ({ request }: Order) =>
    (request.type === 'MakeQuery' ? { ...request, data: { ...request.data, asker } } : request) as AnyCommand,
  recordedAt: () => undefined,
} as unknown as Findings;

type House = { readonly act: (order: Order) => Promise<unknown>; readonly close: () => Promise<void> };

const open = async (dir: string): Promise<House> => {
  const vault = Vault.open(dir, { tell: () => undefined });
  const ledger = await openSqliteLedger(dir);
  const streams = new Streams(ledger, vault);
  const handler = new ActHandler(ledger, vault, streams, new Standings(streams), noFindings, new SystemTime());
  return {
    act: (order) => handler.execute(new Act(order)),
    close: async () => {
      await ledger.close();
      vault.close();
    },
  };
};

const clock = { kind: 'clock', id: 'clock' } as const;

/** An officer in good standing, made by the acts that make one. */
const enrol = async ({ act }: House): Promise<Member> => {
  const [administrator, officer] = [randomUUID(), randomUUID()];
  const session = (id: string): Member => ({ kind: 'member', id, sessionId: id });
  const must = async (request: Request, by: Order['by']): Promise<void> => {
    const { refused } = (await act({ request, by, commandId: randomUUID() })) as { refused: { code: string }[] };
    if (refused.length > 0) throw new Error(`${request.type} was refused: ${refused.map(({ code }) => code).join()}`);
  };
  await must({ type: 'AdoptPolicy', data: { ...policySet } }, clock);
  await must({ type: 'DesignateAdministrator', data: { memberId: administrator } }, clock);
  for (const [memberId, position] of [
    [administrator, 'police-captain'],
    [officer, 'police-officer'],
  ] as const) {
    const enrolment = { memberId, position, username: memberId, name: memberId, usernameFree: true };
    await must({ type: 'EnrolMember', data: { ...enrolment, invitation: 'f'.repeat(64) } }, clock);
    const factor = { factorId: memberId, kind: 'totp', provedAt: '2020-01-01T00:00:00.000Z' } as const;
    const credentials = { memberId, invitation: 'f'.repeat(64), passwordHash: '', factor, factorSecret: null };
    await must({ type: 'AcceptInvitation', data: credentials }, session(memberId));
    const madeAt = new Date().toISOString();
    const opened = { memberId, sessionId: memberId, token: 'e'.repeat(64), departmentDevice: true };
    await must(
      { type: 'LogIn', data: { ...opened, passwordVerified: true, factor: { ...factor, madeAt, counter: 0 } } },
      session(memberId),
    );
    await must({ type: 'AcceptBanner', data: { memberId, sessionId: memberId } }, session(memberId));
  }
  const validUntil = '2099-01-01T00:00:00.000Z';
  for (const training of ['CLETS', 'ALPR', 'POST'] as const)
    await must(
      { type: 'RecordTraining', data: { memberId: officer, training, validUntil, certificate: null } },
      session(administrator),
    );
  await must({ type: 'AcknowledgePolicy', data: { memberId: officer, digest: policySet.digest } }, session(officer));
  const approval = { memberId: officer, subjectIsAdministrator: false };
  await must({ type: 'ApproveAccess', data: approval } as Request, session(administrator));
  return session(officer);
};

/** The same acts while a query is asked for nothing at all. */
const withoutRules = (work: () => Promise<number>) => async (): Promise<number> => {
  const handling = query.on.MakeQuery as { rules: readonly unknown[] };
  const { rules } = handling;
  handling.rules = [];
  try {
    return await work();
  } finally {
    handling.rules = rules;
  }
};

const asking = (by: Member): Order => {
  const queryId = randomUUID();
  const reason = 'where the stolen vehicle of the report was seen since Sunday';
  const given = { elements: { plate: '7ABC123' }, reason, eventNumber: '26-11873', noEventNumberBecause: null };
  const data = { queryId, question: 'detections', purpose: 'stolen-vehicle', ...given } as const;
  return { request: { type: 'MakeQuery', data }, by, commandId: queryId };
};

const ours = (callers: number, acts: number) => (): Promise<number> =>
  inNewFolder(async (dir) => {
    const house = await open(dir);
    const officer = await enrol(house);
    const orders = Array.from({ length: acts }, () => asking(officer));
    const began = performance.now();
    await Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        for (let next = caller; next < acts; next += callers) await house.act(orders[next]!);
      }),
    );
    const rate = perSecond(acts, began);
    await house.close();
    return rate;
  });

/** The lines such acts write, made beforehand. */
const linesLike = (vault: Vault, count: number): Entry[] =>
  Array.from({ length: count }, () => {
    const id = randomUUID();
    const now = new Date().toISOString();
    const upheld = Array.from({ length: 15 }, () => '430.11.2a R-TRAINING:CLETS');
    return writeLine(vault, {
      id,
      type: 'QueryMade',
      schema: 1,
      stream: `query-${id}`,
      prev: null,
      occurredAt: now,
      recordedAt: now,
      actor: { kind: 'member', id, session: id },
      command: id,
      request: 'a'.repeat(64),
      policy: { set: `psp-430@sha256:${policySet.digest}`, upheld, broken: [] },
      data: { queryId: id, question: 'detections', purpose: 'stolen-vehicle', elements: [], eventNumberGiven: true },
      keep: { class: 'access-record', unit: id },
      sealed: { elements: { plate: '7ABC123' }, reason: 'x'.repeat(60), eventNumber: '26-11873' },
    });
  });

const inserter = (db: Sqlite): ((entry: Entry, position: number) => void) => {
  const line = db.prepare('insert into lines values(?, ?, ?, ?, ?, ?, ?, ?)');
  const part = db.prepare('insert into parts values(?, ?, ?, ?)');
  return ({ id, type, request, line: text, leaf, parts }, position) => {
    line.run([position, id, `query-${id}`, 0, type, request, text, leaf]);
    for (const { name: part0, kid = '', ciphertext } of parts) part.run([position, part0, kid, ciphertext]);
  };
};

const withLines = <T>(count: number, work: (db: Sqlite, entries: readonly Entry[]) => Promise<T>): Promise<T> =>
  inNewFolder(async (dir) => {
    const vault = Vault.open(dir, { tell: () => undefined });
    const entries = linesLike(vault, count);
    vault.close();
    const db = openTables(join(dir, 'bare.db'));
    const result = await work(db, entries);
    db.close();
    return result;
  });

/** One row a transaction, each durable before the next. */
const bareSingle = (count: number) => (): Promise<number> =>
  withLines(count, async (db, entries) => {
    const insert = inserter(db);
    const began = performance.now();
    for (const [position, entry] of entries.entries()) db.transaction(() => insert(entry, position));
    return perSecond(count, began);
  });

/** Callers queue their rows; what waits is written in one transaction as soon as the event loop comes round. */
const bareGrouped = (callers: number, count: number) => (): Promise<number> =>
  withLines(count, async (db, entries) => {
    const insert = inserter(db);
    let waiting: { entry: Entry; done: () => void }[] = [];
    let position = 0;
    const flush = (): void => {
      const group = waiting;
      waiting = [];
      db.transaction(() => group.forEach(({ entry }) => insert(entry, position++)));
      group.forEach(({ done }) => done());
    };
    const append = (entry: Entry): Promise<void> =>
      new Promise((done) => {
        if (waiting.push({ entry, done }) === 1) setImmediate(flush);
      });
    const began = performance.now();
    await Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        for (let next = caller; next < count; next += callers) await append(entries[next]!);
      }),
    );
    return perSecond(count, began);
  });

export const run = async (): Promise<Row[]> => {
  const unit = 'acts/s';
  const rows = [
    await compare({
      what: 'one caller',
      unit,
      peerName: 'bare durable insert',
      ours: ours(1, 2000),
      peer: bareSingle(2000),
    }),
    await compare({
      what: '64 callers',
      unit,
      peerName: 'bare insert in group commit',
      ours: ours(64, 12_800),
      peer: bareGrouped(64, 12_800),
    }),
  ];
  rows.push(
    await compare({
      what: '64 callers, with the rules of the command',
      unit,
      peerName: 'the same acts with no rule at all',
      ours: ours(64, 12_800),
      peer: withoutRules(ours(64, 12_800)),
    }),
    ...(await weighing()),
  );
  const emmett = await emmettPeer(16);
  if (!emmett) return rows;
  try {
    const peerName = 'emmett-postgresql, 16 callers';
    return [
      ...rows,
      await compare({ what: '64 callers', unit, peerName, ours: ours(64, 12_800), peer: emmett.append(1600) }),
    ];
  } finally {
    await emmett.stop();
  }
};
