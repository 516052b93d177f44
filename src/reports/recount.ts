/** The totals of a quarterly report counted again from the lines alone, without any read model. */

/** What a line tells in clear; ids, digests, times and codes. */
export type Told = {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: unknown;
};

const searches: readonly unknown[] = ['detections', 'hits', 'hot-list-entries'];

/** They count in the hour in which the camera looked. */
const captures: ReadonlySet<string> = new Set(['DetectionRecorded', 'ReadFailed']);

/** Which totals an event adds to, by their path in the figures. */
const totalsOf = ({ type, data }: Told): readonly string[] => {
  const { unread, question } = data as { readonly unread?: boolean; readonly question?: string };
  switch (type) {
    case 'DetectionRecorded':
      return unread ? ['reads.total', 'reads.unread'] : ['reads.total'];
    case 'ReadFailed':
      return ['reads.total', 'reads.unread'];
    case 'HitAlertRaised':
      return ['hits.raised'];
    case 'PlateCorrected':
      return ['corrections.total'];
    case 'QueryMade':
      return searches.includes(question) ? ['accesses.searches'] : [];
    case 'ActionRefused':
      return ['refusals.total'];
    default:
      return [];
  }
};

const totals = [
  'reads.total',
  'reads.unread',
  'hits.raised',
  'corrections.total',
  'accesses.searches',
  'refusals.total',
] as const;

const at = (figures: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], figures);

/** One total of which the report says something else than the lines. */
export type Miscounted = { readonly total: string; readonly counted: number; readonly reported: unknown };

/** The same totals that the stand-alone verifiers count (docs/ledger-format.md, 13). */
export class Recount {
  readonly #counts = new Map<string, number>(totals.map((path) => [path, 0]));
  readonly #from: number;
  readonly #to: number;
  /** How many events of the ledger the figures were drawn from. */
  readonly events: number;

  /** @param figures the figures of a report, as they are embedded in it */
  constructor(private readonly figures: unknown) {
    this.#from = Date.parse(String(at(figures, 'period.from')));
    this.#to = Date.parse(String(at(figures, 'period.to')));
    this.events = Number(at(figures, 'ledger.events'));
  }

  /** Takes the next event of the ledger; give it exactly the first `events`. */
  take(fact: Told): void {
    const { capturedAt } = fact.data as { readonly capturedAt?: string };
    const time = Date.parse(captures.has(fact.type) ? String(capturedAt) : fact.occurredAt);
    if (time < this.#from || time >= this.#to) return;
    for (const path of totalsOf(fact)) this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
  }

  miscounted(): Miscounted[] {
    return [...this.#counts].flatMap(([total, counted]) => {
      const reported = at(this.figures, total);
      return reported === counted ? [] : [{ total, counted, reported }];
    });
  }
}
