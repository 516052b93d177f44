// Fits the confidence to labelled synthetic scenes: node training/calibrate.mjs COMPILED FOLDER... > calibration.json
// Each FOLDER was drawn by training/demo.py; COMPILED holds the compiled src/recognition (dist/recognition).
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [compiled, ...folders] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(resolve(compiled, `${name}.js`)).href);
const { parseLabels } = await load('bench');
const { decodePhoto } = await load('photo');
const { findModels, loadModels } = await load('models');
const { findPlates } = await load('find');
const { features, identify, lookAt } = await load('identify');
const { boxOf, overlap } = await load('homography');
const { openSecondReader } = await load('second');

/** One row for each place of a folder that was read: what spoke for it, and whether the number was right. */
const collect = async (scenes) => {
  const models = await loadModels(findModels(), '');
  const second = await openSecondReader(findModels());
  const rows = [];
  const labels = parseLabels(readFileSync(join(scenes, 'labels.tsv'), 'utf8'));
  for (const file of new Set(labels.map((label) => label.file))) {
    const photo = await decodePhoto(readFileSync(join(scenes, file)));
    const there = labels.filter((label) => label.file === file && label.plate);
    const seen = await lookAt(models, photo, await findPlates(models, photo));
    for (const { found, candidates, evidence } of identify(models, seen)) {
      if (!candidates.length) continue;
      const label = there.find(({ box }) => !box || overlap(box, boxOf(found.quad)) > 0.3);
      const opinion = (await second?.read(photo, found.quad)) ?? '';
      rows.push({
        x: features(evidence),
        right: label?.plate === candidates[0].plate ? 1 : 0,
        differs: label && opinion !== '' && opinion !== candidates[0].plate,
      });
    }
  }
  await second?.close();
  return rows;
};

/**
 * Logistic regression below `most`, by gradient descent on standardised features, with a weak pull to zero and
 * weights >= 0.
 */
const fit = (rows, most) => {
  const size = rows[0].x.length;
  const mean = Array.from({ length: size }, (_, i) => rows.reduce((s, { x }) => s + x[i], 0) / rows.length);
  const spread = mean.map((m, i) => Math.sqrt(rows.reduce((s, { x }) => s + (x[i] - m) ** 2, 0) / rows.length) || 1);
  const weights = mean.map(() => 0.5);
  let bias = 0;
  for (let step = 0; step < 8000; step++) {
    const slope = weights.map((w) => 0.002 * w);
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
    slope.forEach((g, i) => (weights[i] = Math.max(0, weights[i] - 0.5 * g)));
  }
  const raw = weights.map((w, i) => w / spread[i]);
  return { bias: raw.reduce((s, w, i) => s - w * mean[i], bias), weights: raw, most };
};

/** Mean surprise, natural log, at what was right. */
const surprise = (rows, fitted) =>
  rows.reduce((s, row) => s - Math.log(row.right ? chance(row, fitted) : 1 - chance(row, fitted)), 0) / rows.length;

const chance = ({ x }, { bias, weights, most }) =>
  most / (1 + Math.exp(-x.reduce((s, v, i) => s + v * weights[i], bias)));

/** The step in log odds that makes confidence right on average where the second reader sees another number. */
const doubt = (rows, fitted) => {
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

const rows = [];
for (const folder of folders) rows.push(...(await collect(folder)));
const fitted = [0.999, 0.997, 0.995, 0.99, 0.98]
  .map((most) => fit(rows, most))
  .reduce((a, b) => (surprise(rows, b) < surprise(rows, a) ? b : a));
const { bias, weights, most } = fitted;
const disagreement = doubt(rows, fitted);
const round = (value) => Number(value.toPrecision(5));
console.log(
  JSON.stringify({ bias: round(bias), weights: weights.map(round), most, disagreement: round(disagreement) }),
);
console.error(`${rows.length} places, ${rows.filter(({ right }) => right).length} read right`);
for (const [low, high] of [
  [0, 0.2],
  [0.2, 0.5],
  [0.5, 0.8],
  [0.8, 0.95],
  [0.95, 0.99],
  [0.99, 1.01],
]) {
  const said = rows
    .map((row) => ({ p: chance(row, fitted), right: row.right }))
    .filter(({ p }) => p >= low && p < high);
  const right = said.filter((row) => row.right).length;
  const mean = said.reduce((s, { p }) => s + p, 0) / Math.max(1, said.length);
  console.error(`said ${low}-${Math.min(1, high)}: ${said.length} places, mean ${mean.toFixed(3)}, right ${right}`);
}
