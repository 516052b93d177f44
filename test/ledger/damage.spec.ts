/** Whatever is changed in the ledger's file is noticed; `npm run campaign -- damage` does it by the thousand. */
import { damages } from './damaging.js';

it('of 60 damages to the file none goes unnoticed', async () => {
  const noticed = { refused: 0, found: 0, harmless: 0, missed: 0 };
  for await (const each of damages(60)) noticed[each] += 1;
  expect(noticed.missed).toBe(0);
  expect(noticed.refused).toBeGreaterThan(0);
}, 120_000);
