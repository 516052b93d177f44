/** The figures of a quarter, computed from plain rows: what the report prints, and what it carries as JSON. */
import { clauseIds, clauseKinds, policySet } from '../domain/policy/clauses.js';
import type { Kind } from '../domain/policy/clauses-words.js';
import { correctionFigures, hitFigures } from './figures/hits.js';
import { hotListFigures } from './figures/hotlists.js';
import { type Light, lights } from './figures/lights.js';
import { type OpenPoint, openPoints } from './figures/openpoints.js';
import type { Measured, PolicyFigures } from './figures/measured.js';
import { equipmentFigures, readFigures } from './figures/reads.js';
import { incidentFigures, retentionFigures } from './figures/custody.js';
import type { Frame } from './figures/frame.js';
import { integrityFigures } from './figures/integrity.js';
import { listFigures } from './figures/lists.js';
import { oversightFigures } from './figures/oversight.js';
import { peopleFigures } from './figures/people.js';
import { releaseFigures } from './figures/releases.js';
import { accessFigures, refusalFigures } from './figures/searches.js';
import { upkeepFigures } from './figures/upkeep.js';
import { useFigures } from './figures/uses.js';
import { sessionFigures, userFigures } from './figures/users.js';
import { vendorFigures } from './figures/vendors.js';
import { departmentZone, quarterOf, within } from './quarter.js';
import type { CameraRow, FigureSource, LedgerRow, Time } from './source.js';

export type QuarterFigures = Measured & {
  readonly format: 'alpr-ledger quarter figures, version 1';
  readonly lights: readonly Light[];
  readonly openPoints: readonly OpenPoint[];
};

export type FiguresAsked = {
  readonly quarter: string;
  /** IANA name; the department's own zone unless told. */
  readonly timeZone?: string;
  /** Now, when the quarter is still running; its end unless told. */
  readonly asOf?: Time;
};

const policyFigures = (): PolicyFigures => {
  const byKind: Record<Kind, number> = { enforced: 0, gate: 0, recorded: 0, attested: 0, definition: 0, human: 0 };
  for (const clause of clauseIds) for (const kind of clauseKinds(clause)) byKind[kind] += 1;
  return { ...policySet, clauses: clauseIds.length, byKind };
};

/** What the registers tell of the period. */
const registered = ({ records }: Pick<FigureSource, 'records'>, frame: Frame, cameras: readonly CameraRow[]) => {
  const people = peopleFigures(records, frame);
  return {
    people,
    upkeep: upkeepFigures(records, frame, cameras),
    vendors: vendorFigures(records, frame),
    imports: listFigures(records, frame),
    uses: useFigures(records, frame),
    releases: releaseFigures(records, frame, people),
    oversight: oversightFigures(records, frame),
    incidents: incidentFigures(records, frame),
    retention: retentionFigures(records, frame),
    integrity: integrityFigures(records, frame),
  };
};

/** A quarter counted from its rows, before the ledger's word on itself is known. */
export type Counted = Omit<Measured, 'ledger'>;

/**
 * Counts a quarter. Pure: the same rows give the same counts, whatever their order.
 * @throws RangeError when the quarter or its time zone is not one
 */
export const countQuarter = (
  source: Omit<FigureSource, 'ledger'>,
  { quarter: name, timeZone, asOf }: FiguresAsked,
): Counted => {
  const quarter = quarterOf(name, timeZone ?? departmentZone);
  const drawn = asOf ?? quarter.to;
  const complete = Date.parse(drawn) >= Date.parse(quarter.to);
  const end = complete ? quarter.to : drawn;
  const during = (at: Time): boolean => within(quarter, at);
  const rows = <Row>(all: Iterable<Row>, at: (row: Row) => Time): Row[] => [...all].filter((row) => during(at(row)));
  const cameras = [...source.cameras()];
  return {
    period: { quarter: name, timeZone: quarter.timeZone, from: quarter.from, to: quarter.to, asOf: drawn, complete },
    policy: policyFigures(),
    users: userFigures([...source.members()], end),
    sessions: sessionFigures(rows(source.sessions(), ({ openedAt }) => openedAt)),
    equipment: equipmentFigures(cameras, during, end),
    reads: readFigures(quarter, source.detections(), cameras),
    hotLists: hotListFigures([...source.hotLists()], [...source.hotListEntries()], during, end),
    hits: hitFigures(rows(source.hits(), ({ raisedAt }) => raisedAt)),
    corrections: correctionFigures(rows(source.corrections(), ({ at }) => at)),
    accesses: accessFigures(rows(source.accesses(), ({ at }) => at)),
    refusals: refusalFigures(rows(source.refusals(), ({ at }) => at)),
    ...registered(source, { from: quarter.from, to: quarter.to, end, during }, cameras),
  };
};

/** The figures of a quarter that was counted, with what the ledger says of itself. */
export const figuresOf = (counted: Counted, ledger: LedgerRow): QuarterFigures => {
  const measured: Measured = { ...counted, ledger };
  return {
    format: 'alpr-ledger quarter figures, version 1',
    ...measured,
    lights: lights(measured),
    openPoints: openPoints(measured),
  };
};

/** Both in one. @throws as `countQuarter` does */
export const quarterFigures = (source: FigureSource, asked: FiguresAsked): QuarterFigures =>
  figuresOf(countQuarter(source, asked), source.ledger());

/** The figures as the text that is embedded in the report, and whose digest the report prints. */
export const figuresText = (figures: QuarterFigures): string => `${JSON.stringify(figures, null, 2)}\n`;
