/** The whole reader in real threads: the demonstration scenes, a full queue, a killed thread, a changed model. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { parseLabels } from '../../src/recognition/bench.js';
import { overlap } from '../../src/recognition/homography.js';
import { readManifest } from '../../src/recognition/models.js';
import {
  checkModels,
  ModelRefused,
  openReader,
  QueueFull,
  UnreadablePhoto,
  type Reader,
  type ReaderOptions,
} from '../../src/recognition/reader.js';
import { compileRecognition } from './compiled.js';

const ROOT = join(__dirname, '../..');
const MODELS = join(ROOT, 'models');
const PHOTOS = join(ROOT, 'demo/photos');
const compiled = compileRecognition();
const opened: Reader[] = [];

const open = (options: ReaderOptions = {}): Reader => {
  const reader = openReader({ workerFile: join(compiled, 'worker.js'), modelsDir: MODELS, ...options });
  opened.push(reader);
  return reader;
};
const photo = (name: string): Buffer => readFileSync(join(PHOTOS, name));

afterAll(async () => {
  await Promise.all(opened.map((reader) => reader.close()));
  rmSync(compiled, { recursive: true });
});

describe('on the demonstration scenes', () => {
  const reader = open();
  const labels = parseLabels(readFileSync(join(PHOTOS, 'labels.tsv'), 'utf8'));

  it.each(labels.filter(({ box }) => box))('reads $plate in $file', async ({ file, plate, box, state }) => {
    const { plates } = await reader.read(photo(file));
    const there = plates.find((one) => overlap(one.box, box!) > 0.5);
    expect(there?.plate).toBe(plate);
    expect(there?.confidence).toBeGreaterThan(0.8);
    expect([state, 'unknown']).toContain(there?.state);
    expect(there?.characters).toHaveLength(plate.length);
    expect(there?.candidates[0]?.plate).toBe(plate);
    expect(Buffer.from(there!.crop.subarray(0, 2)).toString('hex')).toBe('ffd8');
  });

  it('reports no plate in an empty street', async () => {
    expect((await reader.read(photo('empty-street.jpg'))).plates).toEqual([]);
  });

  it('says a number only above its threshold, and keeps the candidates below it', async () => {
    const small = await sharp(photo('far-and-soft.jpg')).resize(500).jpeg().toBuffer();
    const { plates } = await reader.read(small);
    for (const plate of plates) {
      expect(plate.plate === 'unknown').toBe(plate.confidence < 0.8);
      expect(plate.candidates.length).toBeGreaterThan(0);
    }
    expect(plates.filter(({ plate }) => plate !== 'unknown' && plate !== 'AJ6R2W')).toEqual([]);
  });

  it('lets the second reader lower a confidence, never raise it', async () => {
    const alone = open({ secondReader: false });
    for (const name of ['morning-saloon.jpg', 'dealer-frame.jpg', 'far-and-soft.jpg']) {
      const [both, one] = [(await reader.read(photo(name))).plates[0]!, (await alone.read(photo(name))).plates[0]!];
      expect(one.secondReader).toBeNull();
      expect(both.secondReader?.agrees).toBe(both.secondReader?.plate === both.candidates[0]?.plate);
      if (both.secondReader?.agrees) expect(both.confidence).toBeCloseTo(one.confidence, 6);
      else expect(both.confidence).toBeLessThanOrEqual(one.confidence);
    }
  });

  it('reads two frames of one passage as one plate, from the frame that shows it better', async () => {
    const soft = await sharp(photo('morning-saloon.jpg')).blur(2.5).jpeg().toBuffer();
    const { plates } = await reader.readPassage([soft, photo('morning-saloon.jpg')]);
    expect(plates.map(({ plate, frame, frames }) => [plate, frame, frames])).toEqual([['7KDR482', 1, 2]]);
    await expect(reader.readPassage([])).rejects.toThrow(RangeError);
    await expect(reader.readPassage(Array(13).fill(soft) as Uint8Array[])).rejects.toThrow(/1 to 12 frames/);
  });

  it('marks the characters it is less sure of, and only those', async () => {
    for (const name of ['morning-saloon.jpg', 'far-and-soft.jpg', 'evening-pick-up.jpg'])
      for (const { characters, uncertain } of (await reader.read(photo(name))).plates)
        expect(uncertain).toEqual(characters.flatMap((chance, i) => (chance < 0.95 ? [i] : [])));
  });

  it('reports every plate of a car park, each once', async () => {
    const tile = await sharp(photo('avenue-van.jpg'))
      .extract({ left: 300, top: 330, width: 400, height: 180 })
      .toBuffer();
    const places = Array.from({ length: 20 }, (_, i) => ({ left: (i % 5) * 400, top: Math.floor(i / 5) * 180 }));
    const lot = await sharp({ create: { width: 2000, height: 720, channels: 3, background: '#777' } })
      .composite(places.map((at) => ({ input: tile, ...at })))
      .jpeg({ quality: 90 })
      .toBuffer();
    const { plates } = await reader.read(lot);
    const read = plates.filter(({ plate }) => plate === 'LGT4093');
    expect(read.length).toBeGreaterThanOrEqual(18);
    expect(read.length).toBeLessThanOrEqual(20);
    expect(new Set(plates.map(({ box }) => `${Math.floor(box.x / 400)} ${Math.floor(box.y / 180)}`)).size).toBe(
      plates.length,
    );
  });

  it('never claims a number of a mirrored picture', async () => {
    for (const name of ['morning-saloon.jpg', 'avenue-van.jpg', 'evening-pick-up.jpg'])
      for (const { plate, candidates } of (await reader.read(await sharp(photo(name)).flop().toBuffer())).plates) {
        expect(plate).toBe('unknown');
        expect(candidates.length).toBeGreaterThan(0);
      }
  });

  it('answers a plate of another country without claiming a state', async () => {
    const plate = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"><rect width="900" height="500"
      fill="#567"/><rect x="190" y="195" width="520" height="110" rx="8" fill="#fff" stroke="#111" stroke-width="4"/>
      <rect x="190" y="195" width="50" height="110" fill="#039"/><text x="255" y="285" font-size="96" fill="#111"
      font-family="sans-serif" textLength="440">B XY 4821</text></svg>`;
    const { plates } = await reader.read(await sharp(Buffer.from(plate)).jpeg().toBuffer());
    for (const one of plates) {
      expect(one.state).toBe('unknown');
      expect(one.plate === 'unknown').toBe(one.confidence < 0.8);
    }
  });

  it.each([
    [1, 1],
    [2, 1],
    [3000, 1],
    [1, 3000],
    [20, 10],
    [7000, 6000],
  ])('finds nothing in a blank picture of %i x %i', async (width, height) => {
    const blank = sharp({ create: { width, height, channels: 3, background: '#667' } });
    expect(await reader.read(await blank.jpeg().toBuffer())).toMatchObject({ plates: [], width, height });
  });

  it('reads a plate however its photograph is stored', async () => {
    const scene = sharp(photo('morning-saloon.jpg'));
    const frames = [await scene.clone().png().toBuffer(), await sharp(photo('empty-street.jpg')).png().toBuffer()];
    const stored = {
      cmyk: await scene.clone().toColourspace('cmyk').jpeg({ quality: 92 }).toBuffer(),
      'sixteen bits': await scene.clone().toColourspace('rgb16').png().toBuffer(),
      'lying on its side': await scene.clone().rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      animated: await sharp(frames, { join: { animated: true } })
        .webp()
        .toBuffer(),
    };
    for (const [how, bytes] of Object.entries(stored)) {
      const { plates } = await reader.read(bytes);
      expect([how, plates[0]?.candidates[0]?.plate]).toEqual([how, '7KDR482']);
    }
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(99)]);
    await expect(reader.read(heic)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('refuses what is no photograph and reads on', async () => {
    await expect(reader.read(Buffer.from('no photograph'))).rejects.toThrow(UnreadablePhoto);
    expect((await reader.read(photo('morning-saloon.jpg'))).plates[0]?.plate).toBe('7KDR482');
  });

  it('reads the same with WebAssembly as natively', async () => {
    const [native, wasm] = await Promise.all(
      (['native', 'wasm'] as const).map((runtime) => open({ runtime }).read(photo('avenue-van.jpg'))),
    );
    expect(wasm!.plates[0]?.plate).toBe(native!.plates[0]?.plate);
    expect(wasm!.plates[0]?.confidence).toBeCloseTo(native!.plates[0]!.confidence, 2);
  });
});

it('refuses one photograph more than the queue holds, and says when to come back', async () => {
  const reader = open({ workers: 1, queue: 2 });
  const reads = Array.from({ length: 4 }, () => reader.read(photo('morning-saloon.jpg')));
  const results = await Promise.allSettled(reads);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  const { reason } = results[3] as PromiseRejectedResult;
  expect(reason).toBeInstanceOf(QueueFull);
  expect((reason as QueueFull).retryAfterSeconds).toBeGreaterThanOrEqual(1);
});

describe('a thread that dies', () => {
  /** A worker that exits at its first photograph; the file it leaves behind tells the next one to answer. */
  const dying = (times: number): string => {
    const folder = mkdtempSync(join(tmpdir(), 'alpr-worker-'));
    const file = join(folder, 'worker.mjs');
    writeFileSync(
      file,
      `import { appendFileSync, readFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ id }) => {
         appendFileSync(${JSON.stringify(join(folder, 'deaths'))}, 'x');
         if (readFileSync(${JSON.stringify(join(folder, 'deaths'))}, 'utf8').length <= ${times}) process.exit(1);
         parentPort.postMessage({ id, reading: { plates: [], ms: 1, width: 1, height: 1, models: {} } });
       });`,
    );
    return file;
  };

  it('is replaced, and its photograph is read again', async () => {
    await expect(open({ workerFile: dying(1) }).read(photo('empty-street.jpg'))).resolves.toMatchObject({ plates: [] });
  });

  it('twice fails the photograph in plain words', async () => {
    await expect(open({ workerFile: dying(9) }).read(photo('empty-street.jpg'))).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('send the photograph again') as string,
    });
  });
});

it('has a card for every model, which names its digest', () => {
  const cards = readdirSync(MODELS).filter((name) => name.endsWith('.md'));
  const text = cards.map((name) => readFileSync(join(MODELS, name), 'utf8')).join();
  for (const [name, digest] of Object.entries(readManifest(MODELS))) {
    expect(text).toContain(name);
    expect(text).toContain(digest);
  }
});

describe('a model that is not the one its manifest names', () => {
  const altered = (change: (folder: string) => void): string => {
    const folder = mkdtempSync(join(tmpdir(), 'alpr-models-'));
    cpSync(MODELS, folder, { recursive: true });
    change(folder);
    return folder;
  };
  const changed = altered((folder) => {
    const bytes = readFileSync(join(folder, 'reader.onnx'));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(folder, 'reader.onnx'), bytes);
  });

  it('is refused by the thread that should read with it', async () => {
    await expect(open({ modelsDir: changed }).read(photo('empty-street.jpg'))).rejects.toThrow(ModelRefused);
  });

  it('is found by the check, which passes the models as they are', () => {
    expect(() => checkModels(changed)).toThrow(/reader\.onnx is not the one its manifest names/);
    expect(() => checkModels(altered((folder) => rmSync(join(folder, 'corners.onnx'))))).toThrow(/is missing/);
    expect(() => checkModels(MODELS)).not.toThrow();
  });
});
