/** Stand-ins for the rooms behind the API: they let in whom they were told to, and write down what they were asked. */
import { Readable } from 'node:stream';
import { Module } from '@nestjs/common';
import { CommandHandler, CqrsModule, type ICommandHandler, type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Agency, Camera, Member } from '../../src/domain/actor.js';
import type { Ruling } from '../../src/domain/policy/rule.js';
import { Act } from '../../src/handlers/act.js';
import { Ask } from '../../src/handlers/ask.js';
import { Credentials } from '../../src/handlers/credentials.js';
import { Drafting } from '../../src/handlers/drafting.js';
import { Auditing } from '../../src/handlers/auditing.js';
import { Certifying } from '../../src/handlers/certifying.js';
import { Downloading } from '../../src/handlers/downloading.js';
import { Evidencing } from '../../src/handlers/evidencing.js';
import { Holding } from '../../src/handlers/holding.js';
import { PurgePreviews } from '../../src/handlers/purgepreviews.js';
import { Purging } from '../../src/handlers/purging.js';
import { Canaries } from '../../src/handlers/canaries.js';
import { Doorkeeper } from '../../src/handlers/doorkeeper.js';
import { Malformed } from '../../src/handlers/errors.js';
import { Factors } from '../../src/handlers/factors.js';
import { Health } from '../../src/handlers/health.js';
import { type Answer, type Order, type Receipt, Refused } from '../../src/handlers/orders.js';
import { Posting } from '../../src/handlers/posting.js';
import { Publishing } from '../../src/handlers/publishing.js';
import { Bundling } from '../../src/handlers/bundling.js';
import { Proving } from '../../src/handlers/proving.js';
import { Reading } from '../../src/handlers/reading.js';
import { HotVersions } from '../../src/handlers/hotversions.js';
import { HotListing } from '../../src/handlers/hotlisting.js';
import { PublicRecords } from '../../src/handlers/publicrecords.js';
import { Vendoring } from '../../src/handlers/vendoring.js';
import { Releasing } from '../../src/handlers/releasing.js';
import { Reception } from '../../src/handlers/reception.js';
import { Papers } from '../../src/handlers/papers.js';
import { Reporting } from '../../src/handlers/reporting.js';
import { Showing } from '../../src/handlers/showing.js';
import { Journals } from '../../src/handlers/journals.js';
import { Unmasking } from '../../src/handlers/unmasking.js';
import { Standings } from '../../src/handlers/standings.js';
import { usualTerms } from '../../src/domain/policy/settings.js';
import { Watching } from '../../src/handlers/watching.js';
import { Verifying } from '../../src/handlers/verifying.js';
import { LogSettings } from '../../src/api/logging.js';

export const officer: Member = {
  kind: 'member',
  id: '0a000000-0000-4000-8000-000000000001',
  sessionId: '0a000000-0000-4000-8000-00000000000f',
};
export const camera: Camera = { kind: 'camera', id: '0c000000-0000-4000-8000-000000000001' };
export const hitId = '0b000000-0000-4000-8000-000000000001';
export const officerToken = 'token-of-the-officer';
export const cameraToken = 'token-of-the-camera';
export const agencyToken = 'token-of-another-agency';
const agency: Agency = { kind: 'agency', id: hitId, person: hitId };

export const unconfirmed: Ruling = {
  clause: '430.6(k).3',
  code: 'R-UNCONFIRMED',
  requires: 'the hit was confirmed by radio or mobile data computer, or circumstances were exigent',
  remedy: 'Confirm the hit by radio or MDC.',
  upheld: false,
};
export const unverified: Ruling = {
  clause: '430.6(k).1',
  code: 'R-UNVERIFIED',
  requires: 'the image was compared with the hot list by eye, and agreed',
  remedy: 'Open the image and compare.',
  upheld: false,
};

/** What the stand-ins were asked, and how they shall answer next. */
export const behind = {
  orders: [] as Order[],
  asked: [] as Ask[],
  photographs: [] as { bytes: number; capturedAt: string; sourceEventId: string }[],
  logIns: [] as { username: string; address: string }[],
  refuses: [] as Ruling[],
  throws: undefined as Error | undefined,
  repeated: false,
  ready: true,
  log: '',
  reset(): void {
    Object.assign(this, { orders: [], asked: [], photographs: [], logIns: [], refuses: [], log: '' });
    Object.assign(this, { throws: undefined, repeated: false, ready: true });
  },
};

const receipt = (commandId: string, type: string, data: unknown): Receipt => ({
  commandId,
  stream: 'stream-1',
  revision: 0,
  position: 9_007_199_254_740_993n,
  recorded: [{ id: '0d000000-0000-4000-8000-000000000001', type, data }],
  upheld: [{ ...unverified, upheld: true }],
  refused: behind.refuses,
  repeated: behind.repeated,
});

const answer = <T>(result: T): T => {
  if (behind.throws) throw behind.throws;
  return result;
};

@CommandHandler(Act)
class Acted implements ICommandHandler<Act> {
  async execute({ order }: Act): Promise<Receipt> {
    behind.orders.push(order);
    return answer(receipt(order.commandId, order.request.type, order.request.data));
  }
}

@QueryHandler(Ask)
class Answered implements IQueryHandler<Ask> {
  async execute(ask: Ask): Promise<Answer> {
    behind.asked.push(ask);
    const made = receipt(ask.commandId, 'QueryMade', {});
    if (made.refused.length > 0) throw new Refused(made);
    return answer({
      queryId: 'q',
      rows: [{ id: 'r', position: 7n } as { id: string }],
      more: false,
      withheld: 0,
      receipt: made,
    });
  }
}

const doorkeeper = {
  memberBy: async (token: string) => (token === officerToken ? officer : null),
  agencyBy: async (token: string) => (token === agencyToken ? agency : null),
  cameraBy: async (token: string) => (token === cameraToken ? camera : null),
  logIn: async ({ username, address }: { username: string; address: string }) => {
    behind.logIns.push({ username, address });
    if (behind.refuses.length > 0) throw new Refused(receipt('c', 'ActionRefused', {}));
    return { token: officerToken, memberId: officer.id, sessionId: officer.sessionId, banner: 'For official use.' };
  },
  invite: async (_: unknown, __: unknown, commandId: string) => ({
    receipt: receipt(commandId, 'MemberEnrolled', {}),
    memberId: officer.id,
    invitation: 'one-time',
  }),
  installCamera: async (_: unknown, __: unknown, commandId: string) => ({
    receipt: receipt(commandId, 'EquipmentInstalled', {}),
    cameraId: camera.id,
    token: cameraToken,
  }),
};

const detected = () => receipt('c', 'DetectionRecorded', { detectionId: 'd1' });

const reading = {
  photograph: async (_: Camera, photo: Uint8Array, sent: { capturedAt: string; sourceEventId: string }) => {
    if (photo[0] !== 0xff) throw new Malformed('not a picture', 'photograph', 'Send a JPEG, PNG or WebP picture.');
    behind.photographs.push({ bytes: photo.length, ...sent });
    return answer([detected()]);
  },
  passage: async (_: Camera, frames: readonly Uint8Array[], sent: { capturedAt: string; sourceEventId: string }) => {
    if (frames.some((one) => one[0] !== 0xff))
      throw new Malformed('not a picture', 'photograph', 'Send a JPEG, PNG or WebP picture.');
    behind.photographs.push({ bytes: frames.reduce((sum, one) => sum + one.length, 0), ...sent });
    return answer([detected()]);
  },
  finished: async () => answer(detected()),
  openalpr: async () => answer([]),
};

const figures = { tables: {} };
const dryRun = {
  tally: { commands: 2, again: 2, unreadable: 0, rulings: 20, onItsWord: 1, differing: 1 },
  wouldRefuse: 1,
  wouldAllow: 0,
  cases: [],
  receipt: receipt('c', 'DraftWeighed', {}),
};

const made = { releaseId: hitId, agencyId: hitId, notice: '', manifest: { count: 0, root: '', items: [] }, rows: [] };
const releasing = {
  open: async () => ({ receipt: receipt('c', 'ReleaseOpened', {}), release: {} }),
  tell: async () => ({ receipt: receipt('c', 'ReleaseStateTold', {}), release: { status: 'requested' } }),
  fulfil: async () => ({ receipt: receipt('c', 'ReleaseFulfilled', {}), package: made }),
  collect: async () => ({ receipt: receipt('c', 'ReleaseCollected', {}), package: made }),
};

const providers = [
  {
    provide: PublicRecords,
    useValue: { disclose: async () => ({ receipt: receipt('c', 'RecordsDisclosed', {}), package: { rows: [] } }) },
  },
  { provide: Vendoring, useValue: {} },
  { provide: Releasing, useValue: releasing },
  { provide: Doorkeeper, useValue: doorkeeper },
  {
    provide: Watching,
    useValue: {
      watch: async function* () {
        yield answer({ kind: 'queue', position: 7n, rows: [] });
      },
    },
  },
  {
    provide: Reception,
    useValue: {
      atTheDoor: () => ({ department: 'Test Department', demonstration: false, banner: 'For official use.' }),
      who: async () => ({ memberId: officer.id, scopes: [], purposes: [], training: {} }),
    },
  },
  { provide: Journals, useValue: {} },
  { provide: Unmasking, useValue: {} },
  { provide: Factors, useValue: { challenge: async () => ({ challenge: 'c' }) } },
  { provide: Credentials, useValue: {} },
  { provide: Reading, useValue: reading },
  { provide: Drafting, useValue: { dryRun: async () => answer(dryRun) } },
  {
    provide: Bundling,
    useValue: { bundle: async () => ({ name: 'bundle', bytes: Readable.from([Buffer.from('a bundle')]) }) },
  },
  {
    provide: Proving,
    useValue: {
      checkpoint: async () => 'a checkpoint\n',
      keysNote: async () => 'a list\n',
      anchors: () => ({ policy: 'quorum none\n', cosigned: null, stamps: [] }),
      tile: async () => Buffer.alloc(32),
      entries: async () => Buffer.alloc(2),
      proof: async () => 'a proof\n',
      receipt: async () => null,
      certificate: async () => '# SHA-256 00\n',
      consistency: async () => ({ from: 0, to: 0, fromRoot: Buffer.alloc(32), toRoot: Buffer.alloc(32), proof: [] }),
    },
  },
  { provide: Standings, useValue: { terms: async () => usualTerms } },
  { provide: HotVersions, useValue: {} },
  { provide: HotListing, useValue: { importCsv: async () => ({ added: 0, refused: [] }) } },
  {
    provide: Showing,
    useValue: {
      hitImage: async () => ({ bytes: Buffer.from([0xff, 0xd8]), mediaType: 'image/jpeg' }),
      detectionImage: async () => ({ bytes: Buffer.from([0xff, 0xd8]), mediaType: 'image/jpeg' }),
    },
  },
  {
    provide: Publishing,
    useValue: { figures: async () => figures, notice: async () => ({ figures, agencies: [], lastAudit: null }) },
  },
  {
    provide: Reporting,
    useValue: {
      quarterly: async (_: string, __: unknown, id: string) => ({
        receipt: receipt(id, 'AuditReportGenerated', {}),
        pdf: Buffer.from('%PDF-1.7'),
      }),
      totalDetection: async (_: string, __: unknown, id: string) => ({
        receipt: receipt(id, 'AuditReportGenerated', {}),
        pdf: Buffer.from('%PDF-1.7'),
      }),
    },
  },
  { provide: Posting, useValue: {} },
  { provide: Papers, useValue: {} },
  { provide: Auditing, useValue: {} },
  {
    provide: Canaries,
    useValue: { seed: async () => ({ receipt: receipt('c', 'CanarySeeded', {}), canaryId: hitId }) },
  },
  { provide: Verifying, useValue: {} },
  ...[Certifying, Downloading, Evidencing, Holding, PurgePreviews, Purging].map((provide) => ({
    provide,
    useValue: {},
  })),
  {
    provide: Health,
    useValue: {
      check: async () => ({
        ready: behind.ready,
        waitsFor: behind.ready ? [] : ['the read models, which stopped: no row for 7XYZ123'],
        attention: [],
      }),
    },
  },
  {
    provide: LogSettings,
    useValue: { level: 'trace', to: { write: (line: string) => void (behind.log += line) } } satisfies LogSettings,
  },
  Acted,
  Answered,
];

@Module({
  imports: [CqrsModule.forRoot()],
  providers,
  exports: providers.map((one) => ('provide' in one ? one.provide : one)),
})
export class Behind {}
