/** A witness (C2SP tlog-witness): somebody outside who signs that a ledger only ever grew. */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { holdsConsistency } from '../ledger/merkle.js';
import { openSqlite, type Sqlite } from '../vault/sqlite.js';
import { type Checkpoint, parseCheckpoint } from './checkpoint.js';
import { BadNote, believe, cosign, fromBase64, type Signer, type Verifier } from './note.js';

export type Answer = { readonly status: number; readonly type: string; readonly body: string };

/** `contradictions` keeps what a log signed and should not have: two such notes are proof against it. */
const TABLES = `
  create table if not exists logs(origin text primary key, size integer not null, root blob not null,
    note text not null, seen text not null) strict;
  create table if not exists contradictions(origin text not null, request text not null, seen text not null) strict;`;

const MOST_PROOF = 63;
const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

const says = (status: number, body: string, type = TEXT): Answer => ({ status, type, body: `${body}\n` });

type Request = { readonly old: number; readonly proof: readonly Buffer[]; readonly checkpoint: Checkpoint };

/** @throws BadNote when the body is not what C2SP tlog-witness describes */
const parseRequest = (body: string): Request & { readonly note: ReturnType<typeof parseCheckpoint> } => {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  if (end < 0 || old === undefined || lines.length > MOST_PROOF)
    throw new BadNote('The request reads: old <size>, the proof, an empty line, the checkpoint.');
  const note = parseCheckpoint(body.slice(end + 2));
  return { old: Number(old), proof: lines.map(fromBase64), checkpoint: note, note };
};

export class WitnessServer {
  private readonly db: Sqlite;

  /**
   * @param dir where it keeps what it saw
   * @param logs keys of the ledgers it watches; several of one name during a rotation
   */
  constructor(
    dir: string,
    private readonly signer: Signer,
    private readonly logs: readonly Verifier[],
    private readonly now: () => Date = () => new Date(),
  ) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.db = openSqlite(join(dir, 'witness.db'));
    this.db.exec(TABLES);
  }

  /** Takes a checkpoint, or says why not. What is answered with a cosignature is durable before. */
  async addCheckpoint(body: string): Promise<Answer> {
    let request: ReturnType<typeof parseRequest>;
    try {
      request = parseRequest(body);
    } catch (error) {
      if (error instanceof BadNote) return says(400, error.message);
      throw error;
    }
    const { checkpoint, note, old } = request;
    const known = this.logs.filter(({ name }) => name === checkpoint.origin);
    if (known.length === 0) return says(404, 'This witness does not watch that ledger.');
    try {
      believe(note, known);
    } catch {
      return says(403, 'No key known of that ledger has signed this.');
    }
    if (old > checkpoint.size) return says(400, 'The old size is larger than the checkpoint.');
    const refusal = this.db.transaction(() => this.judge(request, body));
    if (refusal) return refusal;
    const time = Math.floor(this.now().getTime() / 1000);
    return { status: 200, type: TEXT, body: await cosign(checkpoint.text, this.signer, time) };
  }

  /** Sizes last seen, by origin. */
  seen(): { readonly origin: string; readonly size: number; readonly seen: string }[] {
    return this.db
      .prepare('select origin, size, seen from logs order by origin')
      .all()
      .map(({ origin, size, seen }) => ({ origin: origin as string, size: size as number, seen: seen as string }));
  }

  /** What logs signed against what they had signed before, as it was sent. */
  contradictions(): string[] {
    return this.db
      .prepare('select request from contradictions order by rowid')
      .all()
      .map(({ request }) => request as string);
  }

  close(): void {
    this.db.close();
  }

  /** Compares with what was seen last and takes its place, as one. */
  private judge({ old, proof, checkpoint }: Request, body: string): Answer | null {
    const { origin, size, root, note } = checkpoint;
    const last = this.db.prepare('select size, root from logs where origin = ?').get([origin]);
    const before = { size: (last?.size as number | undefined) ?? 0, root: (last?.root ?? root) as Uint8Array };
    if (old !== before.size) return says(409, String(before.size), SIZE);
    const seen = this.now().toISOString();
    if (last && old === size && Buffer.compare(before.root, root) !== 0) {
      this.db.prepare('insert into contradictions values(?, ?, ?)').run([origin, body, seen]);
      return says(409, String(before.size), SIZE);
    }
    if (!holdsConsistency(before, { size, root }, proof)) {
      this.db.prepare('insert into contradictions values(?, ?, ?)').run([origin, body, seen]);
      return says(422, 'The proof does not show that the ledger only grew.');
    }
    this.db.prepare('insert or replace into logs values(?, ?, ?, ?, ?)').run([origin, size, root, note, seen]);
    return null;
  }
}

/** Bytes of a request at most: a proof, a checkpoint, and signatures of many kinds. */
const LARGEST = 256 * 1024;

const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const answerTo = async (witness: WitnessServer, request: IncomingMessage): Promise<Answer> => {
  const { method, url = '' } = request;
  if (method === 'GET' && url === '/')
    return says(
      200,
      witness
        .seen()
        .map((one) => `${one.origin} ${one.size} ${one.seen}`)
        .join('\n'),
    );
  if (method !== 'POST' || !url.endsWith('/add-checkpoint')) return says(404, 'There is nothing here.');
  const body = await bodyOf(request);
  return body === null ? says(413, 'Too much was sent.') : witness.addCheckpoint(body);
};

/** Serves a witness: `POST /add-checkpoint`, and `GET /` for people, which shows what was seen last. */
export const serveWitness = (witness: WitnessServer, complain: (error: unknown) => void): Server =>
  createServer({ requestTimeout: 30_000 }, (request, response) => {
    answerTo(witness, request)
      .catch((error: unknown) => {
        complain(error);
        return says(500, 'The witness could not do it.');
      })
      .then(({ status, type, body }) => {
        const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
        response.writeHead(status, headers).end(body);
      })
      .catch(complain);
  });
