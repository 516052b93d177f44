/** Test only: Read, which serves a stream or $all, either way, once or as a subscription that stays open. */
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadFault } from './faults.js';
import * as say from './messages.js';
import type { Node } from './node.js';
import type { Store, Stored } from './store.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Plan = {
  readonly events: readonly Stored[];
  next: number;
  left: number;
  readonly back: boolean;
  readonly live: boolean;
  readonly shows: (event: Stored) => boolean;
  /** A filtered subscription says how far it has looked after this many events; 0 for never. */
  readonly checkpointEvery: number;
};

/** Serves one read and keeps it in `node.openReads` for as long as the client leaves it open. */
export const serveRead = (node: Node) => (call: Call) => {
  node.openReads.add(call);
  node.readsSeen += 1;
  const closed = (): void => void node.openReads.delete(call);
  call.on('cancelled', closed).on('close', closed).on('finish', closed).on('error', closed);
  const options = call.request.getOptions();
  if (!options) return void call.emit('error', say.failure(status.INVALID_ARGUMENT, 'options are missing'));
  const stream = options.hasStream() ? say.streamName(options.getStream()?.getStreamIdentifier()) : '$all';
  if (!node.access.may('$r', stream, call.metadata)) return void call.emit('error', say.deniedFailure());
  const live = options.hasSubscription();
  const fault = (live ? node.faults.subscribe : node.faults.read).take();
  if (fault.do === 'not-leader') return void call.emit('error', say.notLeaderFailure(fault.host, fault.port));
  if (options.hasStream() && node.store.streams.get(stream)?.tombstoned) {
    return void call.emit('error', say.deletedFailure(stream));
  }
  const empty = node.store.last(stream) < node.store.firstVisible(stream);
  if (options.hasStream() && !live && empty) {
    call.write(say.streamNotFound(stream));
    return void call.end();
  }
  const plan = options.hasStream() ? planStream(node.store, options, stream) : planAll(node.store, options);
  void pump(node, call, plan, fault);
};

const planStream = (store: Store, options: ReadReq.Options, name: string): Plan => {
  const from = options.getStream();
  const { events } = store.stream(name);
  const { back, live, left } = ways(options);
  const end = back ? events.length - 1 : events.length;
  const given = Number(from?.getRevision() ?? 0) + (live ? 1 : 0);
  const next = from?.hasStart() ? 0 : from?.hasEnd() ? end : back ? Math.min(given, end) : given;
  return { events, next, left, back, live, shows: (event) => store.visible(event), checkpointEvery: 0 };
};

const planAll = (store: Store, options: ReadReq.Options): Plan => {
  const from = options.getAll();
  const { back, live, left } = ways(options);
  const position = BigInt(from?.getPosition()?.getCommitPosition() ?? 0);
  const found = firstAtOrAfter(store.log, position);
  const skip = live && store.log[found]?.position === position ? 1 : 0;
  const end = back ? store.log.length - 1 : store.log.length;
  const next = from?.hasStart() ? 0 : from?.hasEnd() ? end : back ? found - 1 : found + skip;
  const every = 32 * (options.getFilter()?.getCheckpointintervalmultiplier() || 1);
  // Of what was deleted $all still shows everything, until a scavenge.
  const shows = filter(options);
  return { events: store.log, next, left, back, live, shows, checkpointEvery: options.hasFilter() && live ? every : 0 };
};

const ways = (options: ReadReq.Options) => {
  const live = options.hasSubscription();
  return { back: Number(options.getReadDirection()) === 1, live, left: live ? Infinity : Number(options.getCount()) };
};

const firstAtOrAfter = (log: readonly Stored[], position: bigint): number => {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.position ?? 0n) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

const filter = (options: ReadReq.Options): ((event: Stored) => boolean) => {
  const given = options.getFilter();
  if (!given) return () => true;
  const onStream = given.hasStreamIdentifier();
  const expression = onStream ? given.getStreamIdentifier() : given.getEventType();
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : null;
  const prefixes = expression?.getPrefixList() ?? [];
  return (event) => {
    const value = onStream ? event.stream : event.type;
    return regex ? regex.test(value) : prefixes.some((prefix) => value.startsWith(prefix));
  };
};

/** Sends what the plan shows until it is done, the client leaves, or the fault happens. */
const pump = async (node: Node, call: Call, plan: Plan, fault: ReadFault): Promise<void> => {
  const out = new Outlet(call, fault);
  if (fault.do === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (plan.live) await out.send(say.confirmation());
  let caughtUp = false;
  for (let looked = 0; ;) {
    while (plan.left > 0 && (plan.back ? plan.next >= 0 : plan.next < plan.events.length)) {
      const event = plan.events[plan.next];
      plan.next += plan.back ? -1 : 1;
      looked += 1;
      if (!event) break;
      if (plan.shows(event)) {
        plan.left -= 1;
        if (!(await out.event(event))) return;
      } else if (plan.checkpointEvery > 0 && looked % plan.checkpointEvery === 0) {
        if (!(await out.send(say.checkpoint(event.position)))) return;
      }
    }
    if (out.faulted()) return;
    if (!plan.live) return void call.end();
    if (!caughtUp) await out.send(say.caughtUp());
    caughtUp = true;
    if (plan.next < plan.events.length) continue;
    if (!(await nextAppend(node, call))) return;
  }
};

const nextAppend = (node: Node, call: Call): Promise<boolean> =>
  new Promise((resolve) => {
    if (call.cancelled || call.destroyed) return resolve(false);
    const done = (more: boolean) => () => {
      node.store.off('append', onAppend);
      call.off('cancelled', onLeave).off('close', onLeave);
      resolve(more);
    };
    const onAppend = done(true);
    const onLeave = done(false);
    node.store.once('append', onAppend);
    call.once('cancelled', onLeave).once('close', onLeave);
  });

/** The way out to one client: waits for it to take what was sent, and lets the fault of this call happen. */
class Outlet {
  private sent = 0;

  constructor(
    private readonly call: Call,
    private readonly fault: ReadFault,
  ) {}

  /** Sends an event; false when the call is over, by the client or by its fault. */
  async event(event: Stored): Promise<boolean> {
    if (this.faulted()) return false;
    this.sent += 1;
    if (this.fault.do === 'duplicate') await this.send(say.readEvent(event));
    return this.send(say.readEvent(event));
  }

  /** Lets the fault happen when its time has come, and says whether it has. */
  faulted(): boolean {
    const { fault, call } = this;
    if (!('after' in fault) || this.sent < fault.after) return false;
    if (fault.do === 'end') call.end();
    if (fault.do === 'abort') call.emit('error', say.failure(fault.code, 'aborted by the test'));
    if (fault.do === 'slow-consumer') {
      call.emit('error', say.failure(status.ABORTED, 'Consumer too slow to handle event while live.'));
    }
    return true;
  }

  send(message: ReadResp): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.call.cancelled || this.call.destroyed) return resolve(false);
      if (this.call.write(message)) return resolve(true);
      const over = (): void => {
        this.call.off('drain', over).off('cancelled', over).off('close', over);
        resolve(!this.call.cancelled && !this.call.destroyed);
      };
      this.call.once('drain', over).once('cancelled', over).once('close', over);
    });
  }
}
