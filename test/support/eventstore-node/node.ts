/** Test only: a node in this process that speaks EventStoreDB's wire to the real client. Not a database. */
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Access, type User } from './access.js';
import { serveBatchAppend } from './batch.js';
import { type Member, serveFeatures, serveGossip } from './cluster.js';
import { Faults } from './faults.js';
import { FileJournal } from './journal.js';
import { serveRead } from './read.js';
import { Store } from './store.js';
import { serveAppend, serveDelete, serveTombstone } from './unary.js';

export type NodeOptions = {
  /** Append-only file; without it the node forgets everything when it dies. */
  readonly file?: string;
  readonly port?: number;
  /** Bytes of type, data and metadata that one append may have; 1 MiB as on servers up to 25.0. */
  readonly maxAppendSize?: number;
  /** Asks for basic authentication, which the client sends only over TLS. */
  readonly users?: Readonly<Record<string, User>>;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What gossip answers; this node alone, as leader, when missing. */
  readonly members?: () => Member[];
};

/** A node that can be killed and started again on the same port, and told to misbehave through `faults`. */
export class Node {
  readonly faults = new Faults();
  readonly openReads = new Set<unknown>();
  readonly openBatches = new Set<unknown>();
  readonly access: Access;
  readonly maxAppendSize: number;
  store: Store;
  journal: FileJournal | null = null;
  dying = false;
  appendsSeen = 0;
  readsSeen = 0;
  unaryAppends = 0;
  port = 0;
  private server: Server | null = null;

  private constructor(private readonly options: NodeOptions) {
    this.store = new Store();
    this.maxAppendSize = options.maxAppendSize ?? 1024 * 1024;
    this.access = new Access(options.users ?? null, () => this.store);
    this.port = options.port ?? 0;
  }

  static async start(options: NodeOptions = {}): Promise<Node> {
    const node = new Node(options);
    await node.up();
    return node;
  }

  /** The connection string for this node; give `user:password` when the node asks for it. */
  url(credentials = ''): string {
    const at = credentials && '@';
    if (this.options.tls) return `esdb://${credentials}${at}localhost:${this.port}?tls=true`;
    return `esdb://${credentials}${at}127.0.0.1:${this.port}?tls=false`;
  }

  members(): Member[] {
    return this.options.members?.() ?? [{ port: this.port, state: 'leader', alive: true }];
  }

  /** Comes up, on the port it had before, with what its file holds (or, without a file, what it remembers). */
  async up(): Promise<void> {
    if (this.options.file) {
      this.journal = new FileJournal(this.options.file);
      this.store = new Store(this.journal);
      this.journal.replay(this.store);
    }
    const server = new Server({ 'grpc.max_receive_message_length': -1 });
    server.addService(streams.StreamsService as never, this.streamCalls());
    server.addService(features.ServerFeaturesService as never, { getSupportedMethods: serveFeatures(this) });
    server.addService(gossip.GossipService as never, { read: serveGossip(this) });
    this.port = await bind(server, this.port, this.credentials());
    this.server = server;
  }

  private streamCalls(): UntypedServiceImplementation {
    return {
      read: serveRead(this),
      append: serveAppend(this),
      batchAppend: serveBatchAppend(this),
      delete: serveDelete(this),
      tombstone: serveTombstone(this),
    };
  }

  private credentials(): ServerCredentials {
    const { tls } = this.options;
    if (!tls) return ServerCredentials.createInsecure();
    const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) };
    return ServerCredentials.createSsl(null, [pair]);
  }

  /**
   * Dies from within a handler of its own: nothing more is answered, and the end comes once the handler has returned,
   * because Node aborts when a session is destroyed while it hands out data (nodejs/node issue 64850, Node 22).
   */
  die(): void {
    this.dying = true;
    setImmediate(() => this.kill());
  }

  /** Dies at once: every call in flight breaks, nothing more is answered. */
  kill(): void {
    this.dying = false;
    this.server?.forceShutdown();
    this.server = null;
    this.journal?.close();
    this.journal = null;
    this.openReads.clear();
    this.openBatches.clear();
  }

  /** Whether the node is up. */
  get alive(): boolean {
    return this.server !== null;
  }

  /** Loses the last `count` events for good, as a failover to a lagging node does. */
  truncateLast(count: number): void {
    this.store.truncateLast(count);
    this.journal?.rewrite(this.store);
  }
}

const bind = (server: Server, port: number, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
