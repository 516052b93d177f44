/** The only file that knows every room: which piece is given to which. */
import { BlockList, isIPv6 } from 'node:net';
import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { DemonstrationController } from './api/demonstration.controller.js';
import { ApiModule } from './api/api.module.js';
import { LogSettings } from './api/logging.js';
import type { Config } from './config.js';
import { ActHandler } from './handlers/act.js';
import { Alerting } from './handlers/alerting.js';
import { AskHandler } from './handlers/ask.js';
import { Askers } from './handlers/askers.js';
import { Certifying, CertificateSigner } from './handlers/certifying.js';
import { Auditing } from './handlers/auditing.js';
import { Checkpointing } from './handlers/checkpointing.js';
import { Canaries } from './handlers/canaries.js';
import { Cast } from './handlers/cast.js';
import { Clockwork } from './handlers/clockwork.js';
import { Custody } from './handlers/custody.js';
import { Destruction } from './handlers/destruction.js';
import { DepartmentNetwork, Doorkeeper } from './handlers/doorkeeper.js';
import { Credentials } from './handlers/credentials.js';
import { Factors, type Site } from './handlers/factors.js';
import { Downloading } from './handlers/downloading.js';
import { Evidencing } from './handlers/evidencing.js';
import { Findings } from './handlers/findings.js';
import { Drafting } from './handlers/drafting.js';
import { Foresight } from './handlers/foresight.js';
import { Founding } from './handlers/founding.js';
import { Health } from './handlers/health.js';
import { Holding } from './handlers/holding.js';
import { HotListing } from './handlers/hotlisting.js';
import { LedgerSigner } from './handlers/ledgersigner.js';
import { PurgePreviews } from './handlers/purgepreviews.js';
import { Purging } from './handlers/purging.js';
import { HotVersions } from './handlers/hotversions.js';
import { Internet, Posting, PublicWeb } from './handlers/posting.js';
import { Mail, NoMail, Smtp } from './handlers/mail.js';
import { type NoticeSettings, Notifying } from './handlers/notifying.js';
import { Publishing } from './handlers/publishing.js';
import { KeyKeeping } from './handlers/keykeeping.js';
import { Bundling, type BundlingSettings } from './handlers/bundling.js';
import { Proving } from './handlers/proving.js';
import { Reading } from './handlers/reading.js';
import { PublicPackages } from './handlers/publicpackages.js';
import { PublicRecords } from './handlers/publicrecords.js';
import { Vendoring } from './handlers/vendoring.js';
import { Reception } from './handlers/reception.js';
import { Releasing } from './handlers/releasing.js';
import { Rounds } from './handlers/rounds.js';
import { Reporting, type ReportSettings } from './handlers/reporting.js';
import { Showing } from './handlers/showing.js';
import { Papers } from './handlers/papers.js';
import { Standings } from './handlers/standings.js';
import { Streams } from './handlers/streams.js';
import { Timekeeper } from './handlers/timekeeper.js';
import { SystemTime, Time } from './handlers/time.js';
import { Watching } from './handlers/watching.js';
import { Verifying } from './handlers/verifying.js';
import { Journals } from './handlers/journals.js';
import { Unmasking } from './handlers/unmasking.js';
import type { House } from './house.js';
import { Ledger } from './ledger/ledger.js';
import { openRecorded } from './ledger/line.js';
import { lastActOf } from './projections/accesses.js';
import { Sequence } from './ledger/sequence.js';
import { Checkpoints } from './proof/checkpoints.js';
import { LogKeys } from './proof/logkeys.js';
import { PaperSigner } from './proof/papersigner.js';
import { Stamping } from './proof/stamping.js';
import { Witnessing } from './proof/witnessing.js';
import { ProofStore } from './proof/store.js';
import { Views } from './projections/views.js';
import { Vault } from './vault/vault.js';

/** Networks in CIDR notation, or single addresses. @throws when one of them is neither */
export const networkOf = (networks: readonly string[]): DepartmentNetwork => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return { includes: (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') };
};

type Constructor<T> = new (...needed: never[]) => T;

/** A plain class, made once from others. */
const made = <T>(made: Constructor<T>, ...needed: readonly unknown[]): Provider => ({
  provide: made,
  useFactory: (...given: never[]) => new made(...given),
  inject: [...needed] as never[],
});

const PROOFS_DIR = Symbol('where what was signed lies');
const HOUSE = Symbol('house');
const WITNESSES = Symbol('witnesses');
const BUNDLING = Symbol('bundling settings');
const HOT_INDEX = Symbol('hot index');
const READER = Symbol('reader');
const HOT_INDEX_AT = Symbol('how far the hot index was loaded');
const ALERTS_NOTE = Symbol('where the alerts note their position');
const SITE = Symbol('name and address of the house');
const NOTICE_SETTINGS = Symbol('notice settings');
const DATA_DIR = Symbol('data directory');
const REPORT_SETTINGS = Symbol('report settings');

const stores = (house: House, config: Config): Provider[] => [
  { provide: HOUSE, useValue: house },
  { provide: Ledger, useValue: house.ledger },
  { provide: Vault, useValue: house.vault },
  { provide: Checkpoints, useValue: house.proof.checkpoints },
  { provide: LogKeys, useValue: house.proof.keys },
  { provide: Stamping, useValue: house.proof.stamping },
  { provide: Witnessing, useValue: house.proof.witnessing },
  { provide: PaperSigner, useValue: house.papers },
  { provide: Sequence, useValue: house.proof.sequence },
  { provide: PROOFS_DIR, useValue: house.proof.dir },
  { provide: ProofStore, useValue: house.proof.store },
  { provide: WITNESSES, useValue: config.witnesses },
  { provide: BUNDLING, useValue: { ...config, dir: house.proof.dir } satisfies BundlingSettings },
  { provide: Views, useValue: house.views },
  { provide: HOT_INDEX, useValue: house.hotIndex },
  { provide: HOT_INDEX_AT, useValue: house.hotIndexAt },
  { provide: READER, useValue: house.reader },
  { provide: ALERTS_NOTE, useValue: house.alertsNote },
  { provide: DATA_DIR, useValue: config.dataDir },
  { provide: LogSettings, useValue: { level: config.logLevel, to: process.stderr } satisfies LogSettings },
  { provide: DepartmentNetwork, useValue: networkOf(config.departmentNetworks) },
  { provide: SITE, useValue: { name: config.department, origin: new URL(config.publicUrl).origin } satisfies Site },
  { provide: Mail, useValue: config.smtp ? new Smtp(config.smtp.url, config.smtp.from) : new NoMail() },
  {
    provide: NOTICE_SETTINGS,
    useValue: { agency: config.department, publicUrl: config.publicUrl } satisfies NoticeSettings,
  },
  {
    provide: REPORT_SETTINGS,
    useValue: { agency: config.department, demonstration: config.demonstration } satisfies ReportSettings,
  },
];

/** How long data is kept, held, purged, booked and copied. */
const custody: Provider[] = [
  made(LedgerSigner, LogKeys, Checkpointing, Time),
  { provide: CertificateSigner, useExisting: LedgerSigner },
  made(Timekeeper, CommandBus, Views, Time),
  made(Holding, CommandBus, Ledger, Vault, Views, Streams),
  made(Downloading, CommandBus, Vault, Views, Streams, Time),
  made(Destruction, DATA_DIR, Ledger, Vault, Views, Streams, HOT_INDEX),
  made(Certifying, DATA_DIR, Ledger, Vault, CertificateSigner, REPORT_SETTINGS, Views, PaperSigner),
  made(
    Purging,
    CommandBus,
    Ledger,
    Vault,
    Views,
    Streams,
    Standings,
    Time,
    Timekeeper,
    Holding,
    Destruction,
    Certifying,
  ),
  made(PurgePreviews, Views, Standings, Time, Holding, Purging),
  made(Evidencing, CommandBus, Ledger, Vault, Holding, Time, Proving, Foresight),
  made(Custody, Timekeeper, Holding, Purging, CommandBus, DATA_DIR),
];

const handlers: Provider[] = [
  { provide: Time, useFactory: () => new SystemTime() },
  made(KeyKeeping, CommandBus, LogKeys, Checkpointing, Time),
  made(Proving, CommandBus, Sequence, Checkpoints, LogKeys, PROOFS_DIR, PaperSigner, ProofStore, WITNESSES),
  made(Bundling, CommandBus, Sequence, Checkpoints, ProofStore, LogKeys, Time, BUNDLING),
  made(Streams, Ledger, Vault),
  {
    provide: Standings,
    useFactory: (streams: Streams, views: Views) =>
      new Standings(streams, (sessionId) => lastActOf(views.db, sessionId)),
    inject: [Streams, Views],
  },
  made(Checkpointing, Checkpoints, Stamping, Witnessing),
  made(Factors, Ledger, Vault, Time, SITE),
  made(Doorkeeper, CommandBus, Views, Standings, DepartmentNetwork, Factors, Time),
  made(Credentials, CommandBus, Views, Factors),
  made(Askers, Views, Streams, Standings, Vault, Time, REPORT_SETTINGS),
  made(Findings, Views, Streams, Standings, HOT_INDEX, Askers, Vault),
  made(Watching, QueryBus, CommandBus, Ledger, Views, Askers, Standings, Time),
  made(Reception, Views, Standings, Askers, Time, REPORT_SETTINGS),
  made(Founding, CommandBus, Doorkeeper, Standings),
  made(HotListing, CommandBus),
  made(HotVersions, CommandBus, Vault, Streams, Standings, HOT_INDEX, Time),
  made(Reading, CommandBus, Vault, READER),
  made(Unmasking, CommandBus, Views),
  made(Journals, CommandBus, Views, Standings),
  made(Showing, CommandBus, Views, Vault, Time),
  made(Releasing, CommandBus, Views, Streams, Vault, Checkpointing),
  made(PublicPackages, Views, Streams, Vault),
  made(PublicRecords, CommandBus, PublicPackages, Checkpointing),
  made(Vendoring, CommandBus),
  made(Foresight, Streams, Standings, Findings, Time),
  made(Drafting, CommandBus, Ledger, Vault, Standings, Foresight),
  made(Publishing, CommandBus, Views, Standings, Time),
  made(
    Reporting,
    CommandBus,
    Ledger,
    Views,
    Standings,
    Time,
    Checkpointing,
    REPORT_SETTINGS,
    Foresight,
    DATA_DIR,
    PaperSigner,
  ),
  made(Papers, CommandBus, QueryBus, Views, Checkpointing, PaperSigner, Time, REPORT_SETTINGS, DATA_DIR),
  made(Alerting, Ledger, Vault, HOT_INDEX, CommandBus, ALERTS_NOTE, HOT_INDEX_AT, HotVersions),
  made(Clockwork, CommandBus, Views, Standings, Time),
  { provide: PublicWeb, useClass: Internet },
  made(Posting, CommandBus, Views, Standings, PublicWeb),
  made(Canaries, CommandBus),
  made(Auditing, CommandBus, Ledger, Standings),
  made(Verifying, CommandBus, Ledger, Vault, Standings),
  made(Rounds, Views, Posting, Verifying, Time),
  made(Notifying, CommandBus, Views, Mail, Time, NOTICE_SETTINGS),
  ...custody,
  made(Cast, Doorkeeper, REPORT_SETTINGS),
  made(Health, Ledger, Views, Alerting, Checkpointing, Clockwork, Notifying),
  ActHandler,
  AskHandler,
];

@Module({})
export class AppModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(Time) private readonly time: Time,
    @Inject(Alerting) private readonly alerting: Alerting,
    @Inject(Clockwork) private readonly clockwork: Clockwork,
    @Inject(Notifying) private readonly notifying: Notifying,
    @Inject(Custody) private readonly custody: Custody,
    @Inject(Rounds) private readonly rounds: Rounds,
  ) {}

  /** The application over an open house; closing the application closes the house. */
  static of(house: House, config: Config): DynamicModule {
    const providers = [...stores(house, config), ...handlers];
    const open = providers.map((one) => (typeof one === 'function' ? one : one.provide));
    const rooms: DynamicModule = {
      module: Rooms,
      imports: [CqrsModule.forRoot()],
      providers,
      exports: open,
      global: true,
    };
    const controllers = config.demonstration ? [DemonstrationController] : [];
    return { module: AppModule, imports: [rooms, ApiModule], controllers };
  }

  /** No act is judged by an earlier time than the last fact on the ledger. */
  async onApplicationBootstrap(): Promise<void> {
    const { ledger, vault, views } = this.house;
    const last = views.position > 0n ? views.position - 1n : -1n;
    for await (const recorded of ledger.readAll(last)) this.time.notBefore(openRecorded(vault, recorded).recordedAt);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.custody.stop();
    await this.clockwork.stop();
    await this.notifying.stop();
    await this.alerting.stop();
    await this.house.close();
  }
}

/** Holds the providers, so that the controllers of the API can be given them. */
@Module({})
class Rooms {}
