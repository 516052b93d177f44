/** Which ids a stream holds, as far as this process has seen: the server itself looks at none that came before. */

type Known = { readonly revisions: Map<string, number>; covered: number };

/** Ids kept over all streams; about 100 bytes each. */
const MOST_IDS = 200_000;

/**
 * For each stream an unbroken memory of the ids from revision 0 to `covered`. An append with an exact revision that is
 * covered can thus be told apart from a repetition, although the server would accept both. Streams not used for long
 * are forgotten, and read again when needed.
 */
export class KnownIds {
  private readonly streams = new Map<string, Known>();
  private count = 0;

  constructor(private readonly most = MOST_IDS) {}

  /** The last revision up to which every id of the stream is known; -1 for none. */
  covered(stream: string): number {
    return this.streams.get(stream)?.covered ?? -1;
  }

  /** Remembers an id, if it follows on what is known of its stream; a gap would make the memory a lie. */
  learn(stream: string, revision: number, id: string): void {
    const known = this.use(stream);
    if (revision !== known.covered + 1) return;
    known.covered = revision;
    // The first use of an id is the one that was answered for.
    if (known.revisions.has(id)) return;
    known.revisions.set(id, revision);
    this.count += 1;
    this.forgetOldest();
  }

  /** The revision at which the stream holds this id, as far as it is covered. */
  revisionOf(stream: string, id: string): number | undefined {
    return this.streams.get(stream)?.revisions.get(id);
  }

  /** Drops what is known of a stream, to be read anew. */
  forget(stream: string): void {
    this.count -= this.streams.get(stream)?.revisions.size ?? 0;
    this.streams.delete(stream);
  }

  private use(stream: string): Known {
    const known = this.streams.get(stream) ?? { revisions: new Map<string, number>(), covered: -1 };
    this.streams.delete(stream);
    this.streams.set(stream, known);
    return known;
  }

  private forgetOldest(): void {
    if (this.count <= this.most) return;
    const [oldest] = this.streams.keys();
    if (oldest !== undefined && this.streams.size > 1) this.forget(oldest);
  }
}
