/** An answer that goes on: server-sent events, each with the place of the ledger by which it is gone on from. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { responseTo } from './problem.js';

/** So often a sign of life is sent, or what stands between would take the line for dead. */
const BEAT_MS = 15_000;

type Sent = { readonly kind: string; readonly position: bigint; readonly rows: readonly unknown[] };

/** `Last-Event-ID` as a place of the ledger; null where none, or none of ours, is given. */
export const lastEventOf = ({ headers }: FastifyRequest): bigint | null => {
  const last = headers['last-event-id'];
  return typeof last === 'string' && /^\d{1,19}$/.test(last) ? BigInt(last) : null;
};

/** Aborted once the caller has gone. */
export const whileThere = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
};

const line = ({ kind, position, rows }: Sent): string =>
  `id: ${position}\nevent: ${kind}\ndata: ${JSON.stringify({ rows }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )}\n\n`;

/** Sends all there is. @throws what the first step throws, while it can still be answered as a problem */
export const stream = async (reply: FastifyReply, pushes: AsyncGenerator<Sent>, signal: AbortSignal): Promise<void> => {
  const first = await pushes.next();
  reply.hijack();
  const { raw } = reply;
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8' };
  raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const beat = setInterval(() => raw.write(': here\n\n'), BEAT_MS);
  try {
    if (!first.done) raw.write(line(first.value));
    for await (const push of pushes) {
      if (signal.aborted) break;
      raw.write(line(push));
    }
  } catch (error) {
    // The head has gone out: what went wrong is said in the stream, and it ends.
    const { title = 'broken' } = responseTo(error)?.problem ?? {};
    raw.write(`event: broken\ndata: ${JSON.stringify({ title })}\n\n`);
  } finally {
    clearInterval(beat);
    raw.end();
  }
};
