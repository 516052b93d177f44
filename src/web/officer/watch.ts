/** The watch over the queue: alerts pushed by the server, held in this page's memory alone, and gone on from. */
import { useSyncExternalStore } from 'react';
import type { Inquiry } from '../asking.tsx';
import { answered, api, freshId, type Problem, Refusal } from '../calling.ts';
import { heard, lost } from '../connection.ts';

export type Difference = { readonly position: number; readonly read: string; readonly listed: string };
export type Reading = {
  readonly characters: readonly { readonly character: string; readonly uncertain: boolean }[];
  readonly lookAgain: boolean;
} | null;

/** An alert as the server tells it (src/projections/hits.ts), with the names a colleague knows. */
export type Alert = {
  readonly id: string;
  readonly camera: string | null;
  readonly capturedAt: string;
  readonly raisedAt: string;
  readonly category: string;
  readonly match: 'exact' | 'confusable' | 'partial';
  readonly status: 'raised' | 'rejected' | 'verified' | 'confirmed' | 'negative' | 'exigent' | 'acted';
  readonly priority: number;
  readonly plate: string | null;
  readonly plateState: string | null;
  readonly entryPlate: string | null;
  readonly entryState: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly staleHours: number | null;
  readonly differences: readonly Difference[];
  readonly stateDiffers: boolean;
  readonly reading: Reading;
  readonly openedBy: string | null;
  readonly openedAt: string | null;
  readonly verdict: string | null;
  readonly verdictBy: string | null;
  readonly confirmation: string | null;
  readonly confirmationBy: string | null;
  readonly exigent: boolean;
  readonly action: string | null;
  readonly actionBy: string | null;
  readonly people: Readonly<Record<string, string | null>>;
};

export type Watch = {
  readonly state: 'off' | 'connecting' | 'live' | 'lost';
  readonly alerts: readonly Alert[];
  /** Raised since one looked last. */
  readonly fresh: readonly string[];
  readonly problem: Problem | null;
};

let watch: Watch = { state: 'off', alerts: [], fresh: [], problem: null };
let why: Inquiry | null = null;
let last: string | null = null;
let stopping: AbortController | null = null;
const listeners = new Set<() => void>();
let ring: (alerts: readonly Alert[]) => void = () => undefined;

const set = (changes: Partial<Watch>): void => {
  watch = { ...watch, ...changes };
  for (const tell of listeners) tell();
};
const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useWatch = (): Watch => useSyncExternalStore(subscribe, () => watch);

/** What rings when an alert comes; the newest asker alone. */
export const onRing = (bell: typeof ring): void => void (ring = bell);

export const seen = (): void => set({ fresh: [] });

/** Most urgent first, and of those the newest. */
const inOrder = (alerts: Iterable<Alert>): readonly Alert[] =>
  [...alerts].sort((one, other) => one.priority - other.priority || (one.raisedAt < other.raisedAt ? 1 : -1));

const merged = (rows: readonly Partial<Alert>[]): readonly Alert[] => {
  const known = new Map(watch.alerts.map((alert) => [alert.id, alert]));
  for (const row of rows) {
    const before = known.get(row.id!);
    if (before || 'plate' in row) known.set(row.id!, { ...before, ...row } as Alert);
  }
  return inOrder(known.values());
};

/** Alerts that stand in the queue no more stay where they are, with what became of them, until the page is left. */
const take = (kind: string, rows: readonly Alert[]): void => {
  const before = new Set(watch.alerts.map(({ id }) => id));
  const alerts = merged(rows);
  const came = kind === 'progress' ? [] : rows.filter(({ id, status }) => !before.has(id) && status === 'raised');
  const again = last !== null || kind === 'alerts';
  set({ alerts, state: 'live', problem: null, fresh: again ? [...watch.fresh, ...came.map(({ id }) => id)] : [] });
  if (again && came.length > 0) ring(came);
};

/** One event of the stream, as the server wrote it. @returns whether it was the last one */
const hear = (block: string): boolean => {
  const fields = new Map(
    block.split('\n').map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 2)]),
  );
  const kind = fields.get('event');
  if (kind === undefined) return false;
  if (kind === 'ended' || kind === 'broken') return true;
  take(kind, (JSON.parse(fields.get('data')!) as { rows: readonly Alert[] }).rows);
  last = fields.get('id') ?? last;
  return false;
};

const listen = async (signal: AbortSignal): Promise<void> => {
  const key = { 'Idempotency-Key': freshId(), ...(last !== null && { 'Last-Event-ID': last }) };
  const body = await answered(
    api.POST('/hits/watch', {
      params: { header: key },
      body: { limit: 1000, once: false, ...why! },
      parseAs: 'stream',
      signal,
    }),
  );
  const reader = (body as unknown as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream() as never)
    .getReader();
  for (let text = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    const blocks = (text + String(value)).split('\n\n');
    text = blocks.pop()!;
    if (blocks.map(hear).includes(true)) return void reader.cancel();
  }
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const LONGEST_MS = 5000;

/** Goes on listening until told to stop: a lost line is taken up again where it broke, and nothing is missed. */
const follow = async (signal: AbortSignal): Promise<void> => {
  for (let wait = 250; !signal.aborted; wait = Math.min(2 * wait, LONGEST_MS)) {
    try {
      await listen(signal);
      wait = 250;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal && error.problem.status >= 400 && error.problem.status < 500)
        return set({ state: 'off', problem: error.problem });
      lost();
    }
    if (!signal.aborted) set({ state: 'lost' });
    await pause(wait);
  }
};

/** Begins to watch for that purpose; the same purpose again changes nothing. */
export const startWatch = (next: Inquiry): void => {
  if (watch.state !== 'off' && JSON.stringify(next) === JSON.stringify(why)) return;
  stopping?.abort();
  why = next;
  stopping = new AbortController();
  set({ state: 'connecting', problem: null });
  void follow(stopping.signal);
};
