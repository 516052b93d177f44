/** The figures of a quarter are those that somebody else counts from the lines of the ledger, without read models. */
import { figureSource } from '../../src/projections/figuresource.js';
import { quarterFigures } from '../../src/reports/figures.js';
import { Ground } from '../projections/ground.js';
import { type Counted, recount } from './recount.js';
import { tellQuarter } from './tales.js';

const seeds = [430, 7, 2026];

const at = (figures: unknown, path: string): unknown =>
  path.split('.').reduce((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], figures);

describe.each(seeds)('the quarter told with the seed %i', (seed) => {
  let ground: Ground;
  let counted: Counted;
  let figures: unknown;

  beforeAll(async () => {
    ground = await Ground.open();
    await tellQuarter(ground, seed);
    await ground.settle();
    const ledger = { events: 1, root: '0'.repeat(64), verification: null, signed: null };
    const asked = { quarter: '2026-Q4', asOf: '2027-02-01T00:00:00.000Z' };
    figures = quarterFigures(figureSource(ground.views.db, ledger), asked);
    counted = await recount(ground.ledger, '2026-10-01T07:00:00.000Z', '2027-01-01T08:00:00.000Z');
  }, 60_000);
  afterAll(() => ground.close());

  it('is counted alike from the read models and from the lines', () => {
    const ours = Object.fromEntries(Object.keys(counted).map((path) => [path, at(figures, path) ?? 0]));
    expect(ours).toEqual(counted);
    expect(Object.keys(counted).length).toBeGreaterThan(90);
  });

  it('has something to count nearly everywhere', () => {
    const none = Object.entries(counted).filter(([, count]) => count === 0);
    expect(none.length).toBeLessThan(15);
  });
});
