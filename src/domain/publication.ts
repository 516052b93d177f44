/** What the public is told: counts of thirty days, none of them small enough to point at anybody, and never a plate. */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';

/** A count; null where there were a few, but fewer than may be told. */
export type Figure = number | null;
export type Table = Readonly<Record<string, Figure>>;

/** Every table that may be published, with every line it may have: nothing else has a name to leave under. */
export const publishable = {
  reads: ['read', 'unread'],
  cameras: ['fixed', 'mobile'],
  alerts: ['raised', 'verified', 'rejected', 'confirmed'],
  sought: [
    'arrest-warrant',
    'missing-person',
    'amber-alert',
    'stolen-vehicle',
    'involved-in-crime',
    'unlicensed-driver',
    'expired-registration',
    'restraining-order',
    'movement-order',
    'wanted-person',
    'watch-list',
  ],
  searches: [
    'criminal-investigation',
    'crime-prevention',
    'crime-detection',
    'wanted-person',
    'missing-person',
    'stolen-vehicle',
    'unregistered-vehicle',
    'administrative-or-civil',
    'audit',
    'training',
  ],
  numbered: ['with-event-number', 'without'],
  refused: ['acts'],
  /** Hot lists with an imported version in force, versions published, and entries they hold, by source. */
  versions: ['lists', 'published'],
  imported: ['local', 'state', 'federal'],
  /** Other agencies that may search here under an agreement; requests fulfilled. */
  agencies: ['with-access'],
  released: ['requests', 'items'],
  /** What shares for immigration enforcement: switches at vendors, and files of a source; none may. */
  immigration: ['switches-on', 'files-on'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** One count, by the table and the line it stands in. */
export type Line = { readonly table: string; readonly line: string; readonly count: Figure };

// Stored for good: never rename, only add.
export type PublicFigurePublished = Event<
  'PublicFigurePublished',
  {
    readonly publicationId: string;
    /** The days covered, `yyyy-mm-dd`; the last one is not yet over. */
    readonly from: string;
    readonly to: string;
    /** SHA-256 of the policy in force, hex. */
    readonly policy: string;
    readonly lines: readonly Line[];
    /** The last day that a closed quarterly audit covers; null while there was none. */
    readonly lastAudit?: string | null;
    /** The agencies that have access under an agreement in force, by their ids; absent in what was published before. */
    readonly agencies?: readonly string[];
    /** The audit that was closed last; null while there is none. */
    readonly audit?: string | null;
  }
>;
export type PublishFigures = Command<'PublishFigures', PublicFigurePublished['data']>;

export type PublicationState = { readonly published: boolean };

const day = /^\d{4}-\d\d-\d\d$/;
const digest = /^[0-9a-f]{64}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const tellable = (figure: unknown, smallest: number): boolean =>
  figure === null || figure === 0 || (Number.isInteger(figure) && (figure as number) >= smallest);

/** True when nothing but counts under known names, and ids of agencies and of an audit, would leave. */
const isAggregate = (data: PublishFigures['data'], smallest: number): boolean => {
  const { from, to, policy, lines, lastAudit = null, agencies = [], audit = null } = data;
  const ids = audit === null ? agencies : [...agencies, audit];
  return (
    (lastAudit === null || day.test(lastAudit)) &&
    day.test(from) &&
    day.test(to) &&
    digest.test(policy) &&
    ids.every((id) => uuid.test(id)) &&
    lines.every(({ table, line, count }) => {
      const known: readonly string[] = Object.hasOwn(publishable, table)
        ? publishable[table as keyof typeof publishable]
        : [];
      return known.includes(line) && tellable(count, smallest);
    })
  );
};

/**
 * Leaves out every count that is not nothing and below `smallest`; where that leaves out one alone, the next smallest
 * too, because the sum would tell it.
 */
export const withoutSmall = (counts: Readonly<Record<string, number>>, smallest: number): Table => {
  const small = Object.keys(counts).filter((line) => counts[line]! > 0 && counts[line]! < smallest);
  const next = Object.keys(counts)
    .filter((line) => counts[line]! >= smallest)
    .sort((a, b) => counts[a]! - counts[b]!)
    .slice(0, small.length === 1 ? 1 : 0);
  const hidden = new Set([...small, ...next]);
  return Object.fromEntries(Object.entries(counts).map(([line, count]) => [line, hidden.has(line) ? null : count]));
};

export const publication: Decider<PublishFigures, PublicationState, PublicFigurePublished> = {
  category: 'publication',
  stream: ({ data }) => `publication-${data.publicationId}`,
  initial: { published: false },
  evolve: () => ({ published: true }),
  on: {
    PublishFigures: {
      rules: [
        rule(
          '430.2¶2.2',
          'R-PUBLISHER',
          'figures for the public are made by the system alone',
          ({ by }) => by.kind === 'clock',
          'The figures are published by themselves, at /public/figures.',
        ),
        rule(
          '430.2¶2.2',
          'R-PUBLIC-RAW',
          'what leaves for the public are counts, none so small that it points at somebody, and which agencies have ' +
            'access and which audit was last; no plate and no place',
          ({ command, terms }) => isAggregate(command.data, terms.settings.smallestFigure),
          'Publish counts only, and leave out the small ones; a records request goes to the Custodian of Records.',
        ),
      ],
      events: ({ command, state }) => (state.published ? [] : [{ type: 'PublicFigurePublished', data: command.data }]),
    },
  },
};
