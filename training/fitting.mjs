// How evidence becomes confidence: the fits of training/calibrate.mjs, on rows that it collected from drawings.
// A row is one place: its seen corners, texts, small print, what is to be read ('' for nothing), and the second opinion.

const TRUSTS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15];
/** A number that is not among the candidates is as surprising as this, in nat. */
const MISSED = 10;

/**
 * Mean surprise, in nat, at the true numbers, and how many were right at first: of each label the best place that is
 * where its plate is.
 */
export const surpriseAtTruth = (weigh, models, rows) => {
  const best = new Map();
  for (const { file, seen, texts, print, plate } of rows) {
    if (!plate) continue;
    const { shares, rank } = weigh(models, seen, texts, print);
    const name = `${file} ${plate}`;
    if (!(best.get(name)?.rank >= rank)) best.set(name, { rank, plate, shares });
  }
  let [sum, right] = [0, 0];
  for (const { plate, shares } of best.values()) {
    const share = shares.find((one) => one.plate === plate)?.share ?? 0;
    sum += Math.min(MISSED, -Math.log(share));
    right += shares[0].plate === plate ? 1 : 0;
  }
  return { surprise: sum / best.size, right, n: best.size };
};

export const trusting = (models, syntaxTrust, captionTrust, captionDoubt = 1e-3) => ({
  ...models,
  calibration: { ...models.calibration, syntaxTrust, captionTrust, captionDoubt },
});

/** The exponents and the doubt with the least surprise: a grid, one after the other, twice. */
export const fitTrusts = (weigh, models, rows) => {
  const measured = (one) => surpriseAtTruth(weigh, trusting(models, one.syntax, one.caption, one.doubt), rows);
  let best = { syntax: 0.6, caption: 0.4, doubt: 1e-6 };
  best = { ...best, ...measured(best) };
  const tries = { syntax: TRUSTS, caption: TRUSTS, doubt: [1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10] };
  for (let round = 0; round < 2; round++)
    for (const [which, values] of Object.entries(tries))
      for (const value of values) {
        const tried = { ...best, [which]: value };
        Object.assign(tried, measured(tried));
        if (tried.surprise < best.surprise) best = tried;
      }
  return best;
};

/** A place that a better one of the same photograph covers by this share is not reported, as in pipeline.ts. */
const COVERED = 0.4;

/** What would be reported, by photograph: whether it was right, and what spoke for it. */
export const evident = ({ weigh, features, covered, boxOf }, models, rows) => {
  const ranked = rows
    .map((row) => ({ ...row, box: boxOf(row.seen.found.quad), judged: weigh(models, row.seen, row.texts, row.print) }))
    .sort((one, other) => other.judged.rank - one.judged.rank);
  const kept = new Map();
  for (const row of ranked) {
    const before = kept.get(row.file) ?? [];
    if (before.every(({ box }) => covered(box, row.box) < COVERED)) kept.set(row.file, [...before, row]);
  }
  return [...kept.values()].flat().map(({ judged: { candidates, evidence }, plate, opinion }) => ({
    x: features(evidence),
    right: candidates[0].plate === plate ? 1 : 0,
    differs: plate && opinion !== '' && opinion !== candidates[0].plate,
  }));
};

/** Logistic regression below `most`, by gradient descent on standardised features, with a pull to zero. */
export const fit = (rows, most, pull) => {
  const size = rows[0].x.length;
  const mean = Array.from({ length: size }, (_, i) => rows.reduce((s, { x }) => s + x[i], 0) / rows.length);
  const spread = mean.map((m, i) => Math.sqrt(rows.reduce((s, { x }) => s + (x[i] - m) ** 2, 0) / rows.length) || 1);
  const weights = mean.map(() => 0.3);
  let bias = 0;
  for (let step = 0; step < 4000; step++) {
    const slope = weights.map((w) => pull * w);
    let tilt = 0;
    for (const { x, right } of rows) {
      const z = x.reduce((s, v, i) => s + (weights[i] * (v - mean[i])) / spread[i], bias);
      const sure = 1 / (1 + Math.exp(-z));
      // For most = 1 this is the familiar `sure - right`.
      const error = ((most * sure - right) * (1 - sure)) / (1 - most * sure) / rows.length;
      tilt += error;
      x.forEach((v, i) => (slope[i] += (error * (v - mean[i])) / spread[i]));
    }
    bias -= 0.5 * tilt;
    // Evidence that speaks for a read must never speak against it on pictures that were not drawn.
    slope.forEach((g, i) => (weights[i] = Math.max(0, weights[i] - 0.5 * g)));
  }
  const raw = weights.map((w, i) => w / spread[i]);
  return { bias: raw.reduce((s, w, i) => s - w * mean[i], bias), weights: raw, most };
};

/** Mean surprise, natural log, at what was right. */
export const surprise = (rows, fitted) =>
  rows.reduce((s, row) => s - Math.log(row.right ? chance(row, fitted) : 1 - chance(row, fitted)), 0) / rows.length;

export const chance = ({ x }, { bias, weights, most }) =>
  most / (1 + Math.exp(-x.reduce((s, v, i) => s + v * weights[i], bias)));

/** Surprise on fifths of the rows that the other four were fitted without. */
export const crossed = (rows, most, pull) =>
  [0, 1, 2, 3, 4].reduce((sum, part) => {
    const [out, kept] = [rows.filter((_, i) => i % 5 === part), rows.filter((_, i) => i % 5 !== part)];
    return sum + surprise(out, fit(kept, most, pull)) / 5;
  }, 0);

/** The step in log odds that makes confidence right on average where the second reader sees another number. */
export const doubt = (rows, fitted) => {
  const doubted = rows.filter(({ differs }) => differs);
  const right = doubted.reduce((s, row) => s + row.right, 0);
  for (let step = 0; step < 4; step += 0.01) {
    const said = doubted.reduce((s, row) => {
      const p = chance(row, fitted);
      return s + p / (p + (1 - p) * Math.exp(step));
    }, 0);
    if (said <= right) return step;
  }
  return 0;
};

const BINS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01];
export const table = (name, rows, fitted) => {
  const said = rows.map((row) => ({ p: chance(row, fitted), right: row.right }));
  let error = 0;
  for (let i = 0; i + 1 < BINS.length; i++) {
    const bin = said.filter(({ p }) => p >= BINS[i] && p < BINS[i + 1]);
    if (!bin.length) continue;
    const [right, mean] = [bin.filter((row) => row.right).length, bin.reduce((s, { p }) => s + p, 0) / bin.length];
    error += Math.abs(right - mean * bin.length);
    console.error(
      `${name} said ${BINS[i]}-${Math.min(1, BINS[i + 1])}: ${bin.length}, mean ${mean.toFixed(3)}, right ${right}`,
    );
  }
  console.error(`${name}: error ${(error / said.length).toFixed(4)}, surprise ${surprise(rows, fitted).toFixed(4)}`);
};

/** The calibration that fits rows best, and the rows' evidence under it. */
export const calibrated = (room, models, rows) => {
  const trusts = fitTrusts(room.weigh, models, rows);
  const trusted = trusting(models, trusts.syntax, trusts.caption, trusts.doubt);
  const known = evident(room, trusted, rows);
  const [most, pull] = [0.999, 0.997, 0.995, 0.99]
    .flatMap((top) => [0.0003, 0.002, 0.01].map((weight) => [top, weight, crossed(known, top, weight)]))
    .reduce((a, b) => (b[2] < a[2] ? b : a));
  const fitted = fit(known, most, pull);
  const round = (value) => Number(value.toPrecision(5));
  const calibration = {
    syntaxTrust: trusts.syntax,
    captionTrust: trusts.caption,
    captionDoubt: trusts.doubt,
    bias: round(fitted.bias),
    weights: fitted.weights.map(round),
    most,
    disagreement: round(doubt(known, fitted)),
  };
  return { calibration, trusts, trusted, known, fitted };
};
