/** A whole house in a temporary directory: real ledger, vault, read models and handlers; only the hour is given. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import type { Actor, Member } from '../../src/domain/actor.js';
import { signingStream } from '../../src/domain/signing.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import type { Position } from '../../src/domain/positions.js';
import { Act, ActHandler } from '../../src/handlers/act.js';
import { Alerting } from '../../src/handlers/alerting.js';
import { Ask, AskHandler } from '../../src/handlers/ask.js';
import { Askers } from '../../src/handlers/askers.js';
import { Clockwork } from '../../src/handlers/clockwork.js';
import { Credentials } from '../../src/handlers/credentials.js';
import { Checkpointing } from '../../src/handlers/checkpointing.js';
import { DepartmentNetwork, Doorkeeper } from '../../src/handlers/doorkeeper.js';
import { Factors } from '../../src/handlers/factors.js';
import { Findings } from '../../src/handlers/findings.js';
import { Drafting } from '../../src/handlers/drafting.js';
import { Foresight } from '../../src/handlers/foresight.js';
import { Founding } from '../../src/handlers/founding.js';
import type { Answer, Asked, Receipt, Request } from '../../src/handlers/orders.js';
import { Publishing } from '../../src/handlers/publishing.js';
import { Reading } from '../../src/handlers/reading.js';
import { Reporting } from '../../src/handlers/reporting.js';
import { Showing } from '../../src/handlers/showing.js';
import { Standings } from '../../src/handlers/standings.js';
import { Streams } from '../../src/handlers/streams.js';
import { type Appended, type Entry, Ledger } from '../../src/ledger/ledger.js';
import { type Opened, openRecorded } from '../../src/ledger/line.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { HotIndex } from '../../src/matching/hotindex.js';
import { lastActOf } from '../../src/projections/accesses.js';
import { PaperSigner } from '../../src/proof/papersigner.js';
import { openProof } from '../../src/proof/proof.js';
import { HotVersions } from '../../src/handlers/hotversions.js';
import { fillHotIndex } from '../../src/handlers/hotlists.js';
import { Views } from '../../src/projections/views.js';
import type { Reader } from '../../src/recognition/reader.js';
import { Vault } from '../../src/vault/vault.js';
import { Keyring, password } from './keyring.js';
import { embedded, type Stored } from './stored.js';
import { Watch } from './watch.js';

export { Watch };

class Intranet extends DepartmentNetwork {
  override includes(address: string): boolean {
    return address.startsWith('10.');
  }
}

/** Stands between the handlers and the ledger, and lets everything through; a spec spoils what it wants to. */
export class Passing extends Ledger {
  constructor(protected readonly real: Ledger) {
    super();
  }

  get exclusive(): boolean {
    return this.real.exclusive;
  }

  append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    return this.real.append(stream, expected, entries);
  }

  head = (stream: string) => this.real.head(stream);
  readStream = (stream: string, from?: number) => this.real.readStream(stream, from);
  readAll = (after: bigint) => this.real.readAll(after);
  waitForMore = (after: bigint, signal: AbortSignal) => this.real.waitForMore(after, signal);
  override linesUnder = (kid: string) => this.real.linesUnder(kid);
  override streamsOf = (category: string) => this.real.streamsOf(category);
  override dropParts = (kid: string, spared?: readonly bigint[]) => this.real.dropParts(kid, spared);
  health = () => this.real.health();
  close = () => this.real.close();
}

export type Settings = {
  /** An existing directory is opened again. */
  readonly dir?: string;
  readonly watch?: Watch;
  /** The writer in a thread of its own, as in service. */
  readonly threaded?: boolean;
  readonly reader?: Partial<Pick<Reader, 'read' | 'readPassage'>>;
  /** Another store than the embedded one. */
  readonly store?: (dir: string) => Promise<Stored>;
  /** Puts something between the handlers and the ledger. */
  readonly between?: (ledger: Ledger) => Ledger;
};

const reads = () => Promise.reject(new Error('this house reads no photographs'));
const noReader: Pick<Reader, 'read' | 'readPassage'> = { read: reads, readPassage: reads };

export type House = Awaited<ReturnType<typeof openTestHouse>>;

const papersOf = (vault: Vault): PaperSigner =>
  new PaperSigner({
    vault,
    subject: 'Test Department, ALPR reports',
    authorities: [],
    roots: [],
    given: null,
    tell: () => undefined,
  });

const openStores = async ({ dir, threaded, between, store }: Settings & { readonly dir: string }) => {
  const { ledger: real, sequence } = await (store?.(dir) ?? embedded(dir, threaded));
  const vault = Vault.open(join(dir, 'vault'), { tell: () => undefined });
  const proof = await openProof({
    ledger: real,
    sequence,
    vault,
    dir: join(dir, 'proofs'),
    origin: null,
    usualOrigin: 'test-department/alpr-ledger',
    keyStream: signingStream,
    tell: () => undefined,
  });
  const views = Views.open(dir, real, vault);
  const known = views.position;
  const hotIndex = new HotIndex();
  fillHotIndex(hotIndex, views.db, vault);
  views.start();
  const checkpointing = new Checkpointing(proof.checkpoints, proof.stamping, proof.witnessing);
  const closeStores = async (): Promise<void> => {
    await views.close();
    await proof.close();
    await sequence.close();
    vault.close();
    await real.close();
  };
  const papers = papersOf(vault);
  const opened = { real, ledger: between?.(real) ?? real, vault, proof, checkpointing, papers };
  return { ...opened, views, known, hotIndex, closeStores };
};

const agency = { agency: 'Test Department', demonstration: true };

/** Opens a house; `close` leaves its directory, to be opened again, and `raze` takes that away too. */
export const openTestHouse = async (settings: Settings = {}) => {
  const dir = settings.dir ?? mkdtempSync(join(tmpdir(), 'alpr-house-'));
  const watch = settings.watch ?? new Watch();
  const stores = await openStores({ ...settings, dir });
  const { real, ledger, vault, proof, checkpointing, papers, views, known, hotIndex } = stores;
  const streams = new Streams(ledger, vault);
  const standings = new Standings(streams, (sessionId) => lastActOf(views.db, sessionId));
  watch.whilePassing((at) => void sessionsIn.get(dir)?.forEach((sessionId) => standings.seen(sessionId, at)));
  const askers = new Askers(views, streams, standings, vault, watch, agency);
  const findings = new Findings(views, streams, standings, hotIndex, askers, vault);
  const act = new ActHandler(ledger, vault, streams, standings, findings, watch);
  const execute = (message: unknown) => (message instanceof Ask ? ask.execute(message) : act.execute(message as Act));
  const bus = { execute } as unknown as CommandBus;
  const factors = new Factors(ledger, vault, watch, { name: 'Test Department', origin: 'https://alpr.example' });
  const doorkeeper = new Doorkeeper(bus, views, standings, new Intranet(), factors, watch);
  const foresight = new Foresight(streams, standings, findings, watch);
  const versions = new HotVersions(bus, vault, streams, standings, hotIndex, watch);
  const ask = new AskHandler(bus, views, askers, versions);
  const note = join(dir, 'readmodels', 'alerts.position');
  const alerting = new Alerting(real, vault, hotIndex, bus, note, known, versions);
  const close = async (): Promise<void> => {
    await alerting.stop();
    await stores.closeStores();
  };
  return {
    dir,
    watch,
    bus,
    hotIndex,
    ledger: real,
    vault,
    proof,
    checkpointing,
    papers,
    views,
    streams,
    standings,
    doorkeeper,
    factors,
    credentials: new Credentials(bus, views, factors),
    alerting,
    versions,
    clockwork: new Clockwork(bus, views, standings, watch),
    founding: new Founding(bus, doorkeeper, standings),
    reading: new Reading(bus, vault, (settings.reader ?? noReader) as Reader),
    showing: new Showing(bus, views, vault, watch),
    reporting: new Reporting(bus, ledger, views, standings, watch, checkpointing, agency, foresight, dir, papers),
    drafting: new Drafting(bus, ledger, vault, standings, foresight),
    publishing: new Publishing(bus, views, standings, watch),
    act: (request: Request, by: Actor, commandId: string = randomUUID(), more: { asked?: unknown } = {}) =>
      act.execute(new Act({ request, by, commandId, ...more })),
    ask: (asked: Asked, by: Actor, commandId: string = randomUUID()): Promise<Answer> =>
      ask.execute(new Ask(asked, by, commandId)),
    close,
    raze: async (): Promise<void> => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

type Stores = Pick<House, 'ledger' | 'vault'>;

/** Everything on the ledger, opened. */
export const factsOf = async ({ ledger, vault }: Stores, stream?: string): Promise<Opened[]> => {
  const facts: Opened[] = [];
  for await (const one of stream === undefined ? ledger.readAll(-1n) : ledger.readStream(stream))
    facts.push(openRecorded(vault, one));
  return facts;
};

export const typesOf = async (house: Stores, stream?: string): Promise<string[]> =>
  (await factsOf(house, stream)).map(({ type }) => type);

/** How many events there are; to show that nothing was written. */
export const sizeOf = async (house: Stores): Promise<number> => (await factsOf(house)).length;

export const problemsOf = async ({ ledger, vault }: Stores): Promise<readonly unknown[]> =>
  (await verifyLedger(ledger, { vault })).problems;

/** Files of encrypted images that lie in the vault. */
export const imageFiles = (dir: string): string[] => {
  const found: string[] = [];
  const walk = (at: string): void => {
    for (const one of readdirSync(at, { withFileTypes: true }))
      if (one.isDirectory()) walk(join(at, one.name));
      else found.push(join(at, one.name));
  };
  try {
    walk(join(dir, 'vault', 'images'));
  } catch {
    // There were never any pictures.
  }
  return found;
};

export const codesOf = ({ refused }: Pick<Receipt, 'refused'>): string[] => refused.map(({ code }) => code);

export { password };

/** The sessions opened in each house, in which people work while time passes. */
const sessionsIn = new Map<string, readonly string[]>();

/** What the people of each house carry; it outlives the closing of the house. */
const keyrings = new Map<string, Keyring>();
const keysOf = ({ dir, watch }: House): Keyring => {
  const keys = keyrings.get(dir) ?? new Keyring(() => Date.parse(watch.in(0)));
  keyrings.set(dir, keys);
  return keys;
};
/** A copy of a directory is a house of its own: its people carry what they carried, by the watch it is opened with. */
export const carryOver = (from: string, to: string, watch: Watch): void => {
  const carried = keyrings.get(from)?.copy(() => Date.parse(watch.in(0)));
  if (carried) keyrings.set(to, carried);
  sessionsIn.set(to, sessionsIn.get(from) ?? []);
};

export const codeOf = (house: House, username: string): string => keysOf(house).code(username);

/** Takes up an invitation with a password and an authenticator, logs in from the station and accepts the banner. */
export const arrive = async (house: House, username: string, invitation: string): Promise<Member> => {
  const { totp } = keysOf(house).enrol(username, await house.doorkeeper.offerFactors(invitation));
  const { position } = await house.doorkeeper.acceptInvitation(invitation, password, { totp });
  await house.views.reached(position);
  return logIn(house, username);
};

export const logIn = async (house: House, username: string, address = '10.0.0.7'): Promise<Member> => {
  const code = codeOf(house, username);
  const { token, memberId, sessionId } = await house.doorkeeper.logIn({ username, password, code, address });
  const by = (await house.doorkeeper.memberBy(token))!;
  sessionsIn.set(house.dir, [...(sessionsIn.get(house.dir) ?? []), sessionId]);
  await house.act({ type: 'AcceptBanner', data: { memberId, sessionId } }, by);
  return by;
};

export const enrol = async (
  house: House,
  by: Member,
  username: string,
  position: Position,
  name = `The ${position}`,
): Promise<Member> => {
  const { invitation } = await house.doorkeeper.invite({ username, name, position }, by, randomUUID());
  return arrive(house, username, invitation);
};

/** Whatever 430.11 and 430.4U ask before access. */
export const qualify = async (house: House, trainer: Member, approver: Member, subject: Member): Promise<void> => {
  const memberId = subject.id;
  for (const training of ['CLETS', 'ALPR', 'POST'] as const) {
    const data = { memberId, training, validUntil: '2027-06-30T00:00:00.000Z', certificate: null };
    await house.act({ type: 'RecordTraining', data }, trainer);
  }
  await house.act({ type: 'AcknowledgePolicy', data: { memberId, digest: policySet.digest } }, subject);
  await house.act({ type: 'ApproveAccess', data: { memberId } }, approver);
};

export type Staff = { readonly administrator: Member; readonly officer: Member };

/** Founds the department, and has an officer who may do everything an officer may. */
export const staffed = async (house: House): Promise<Staff> => {
  const { invitation } = (await house.founding.found())!;
  const administrator = await arrive(house, 'administrator', invitation);
  const officer = await enrol(house, administrator, 'officer.a', 'police-officer');
  await qualify(house, administrator, administrator, officer);
  return { administrator, officer };
};

export const why = {
  purpose: 'stolen-vehicle',
  reason: 'looking for the vehicle of the report of Sunday night',
  eventNumber: '26-11873',
  noEventNumberBecause: null,
} as const;

export const installed = async (house: House, administrator: Member) => {
  const installation = { name: 'North gate', mobility: 'fixed', place: null } as const;
  const { token } = await house.doorkeeper.installCamera(installation, administrator, randomUUID());
  return (await house.doorkeeper.cameraBy(token))!;
};

export const listed = async (house: House, administrator: Member): Promise<string> => {
  const hotListId = randomUUID();
  const data = { hotListId, source: 'local', name: 'Stolen vehicles' } as const;
  await house.act({ type: 'RegisterHotList', data }, administrator);
  return hotListId;
};

/** Puts a plate on a hot list, and answers the entry's id. */
export const wanted = async (house: House, by: Member, hotListId: string, plate: string, hours = 24) => {
  const entryId = randomUUID();
  const data = {
    hotListId,
    entryId,
    category: 'stolen-vehicle',
    plate,
    plateState: 'CA',
    reason: 'taken from a driveway on Sunday night',
    reference: '26-11873',
    expiresAt: house.watch.in(hours),
    individualSpecific: false,
  };
  const receipt = await house.act({ type: 'AddHotListEntry', data }, by);
  return { entryId, receipt };
};

export const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]);

/** The body of a finished read. */
export const finished = (house: House, plate: string, more: object = {}) => ({
  sourceEventId: randomUUID(),
  capturedAt: house.watch.in(0),
  plate,
  plateState: 'CA',
  confidence: 0.97,
  images: [{ kind: 'plate', jpeg: jpeg.toString('base64') }],
  ...more,
});
