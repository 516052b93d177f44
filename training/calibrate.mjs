// Fits how evidence becomes confidence to labelled synthetic scenes, and measures the fit on others:
//   node training/calibrate.mjs COMPILED MODELS FOLDER... [-- HELD_OUT_FOLDER...] > calibration.json
// Each FOLDER was drawn by training/demo.py; COMPILED holds the compiled src/recognition (dist/recognition). Nothing but
// drawings is ever given to this program: real plates are for measuring only.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { calibrated, evident, surpriseAtTruth, table, trusting } from './fitting.mjs';

const [compiled, modelsDir, ...rest] = process.argv.slice(2);
const cut = rest.includes('--') ? rest.indexOf('--') : rest.length;
const [folders, heldOut] = [rest.slice(0, cut), rest.slice(cut + 1)];
const load = (name) => import(pathToFileURL(resolve(compiled, `${name}.js`)).href);
const { parseLabels } = await load('bench');
const { decodePhoto } = await load('photo');
const { loadModels } = await load('models');
const { findPlates } = await load('find');
const { features, lookAt, textsOf, weigh } = await load('identify');
const { boxOf, covered, overlap } = await load('homography');
const { smallPrint } = await load('captions');
const { openSecondReader } = await load('second');

/** Places that look less like a plate than this are not reported, as in src/recognition/pipeline.ts. */
const SEEN = 0.5;

/** One row for each place of a folder that was read: what was seen there, and what is to be read ('' for nothing). */
const collect = async (models, scenes) => {
  const second = await openSecondReader(modelsDir);
  const rows = [];
  const labels = parseLabels(readFileSync(join(scenes, 'labels.tsv'), 'utf8'));
  for (const file of new Set(labels.map((label) => label.file))) {
    const photo = await decodePhoto(readFileSync(join(scenes, file)));
    const there = labels.filter((label) => label.file === file && label.plate);
    for (const seen of await lookAt(models, photo, await findPlates(models, photo))) {
      if (seen.found.score < SEEN) continue;
      const texts = textsOf(seen.looks);
      if (!texts.length) continue;
      const label = there.find(({ box }) => !box || overlap(box, boxOf(seen.found.quad)) > 0.3);
      const opinion = (await second?.read(photo, seen.found.quad)) ?? '';
      const print = smallPrint(models.words, seen.captions);
      const [plate, state] = [label?.plate ?? '', label?.state ?? ''];
      rows.push({ file: `${scenes}/${file}`, seen: { found: seen.found }, texts, print, plate, state, opinion });
    }
  }
  await second?.close();
  return rows;
};

const models = await loadModels(modelsDir, '');
const room = { weigh, features, covered, boxOf };
const rows = [];
for (const folder of folders) rows.push(...(await collect(models, folder)));
const { calibration, trusts, trusted, known, fitted } = calibrated(room, models, rows);
console.log(JSON.stringify(calibration));
const told = (name, at, from) => console.error(`${name}: ${JSON.stringify(surpriseAtTruth(weigh, at, from))}`);
told('fitted', trusted, rows);
told('fitted, without captions', trusting(models, trusts.syntax, 0), rows);
told('fitted, without syntax', trusting(models, 0, 0), rows);
table('fitted', known, fitted);
for (const folder of heldOut) {
  const other = await collect(models, folder);
  told(folder, trusted, other);
  told(`${folder}, without captions`, trusting(models, trusts.syntax, 0), other);
  table(folder, evident(room, trusted, other), fitted);
}
await models.close();
