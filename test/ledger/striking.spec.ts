/** A few system calls of the append path fail or are died in; `npm run campaign -- syscalls` strikes every one. */
import { rmSync } from 'node:fs';
import { buildAppender, hasStrace, strikes, struck } from './striking.js';

const withStrace = hasStrace() ? it : it.skip;

withStrace(
  'a call that fails, a full disk or a kill within one loses nothing that was answered',
  async () => {
    const built = buildAppender();
    try {
      const all = await strikes(built);
      expect(all.length).toBeGreaterThan(300);
      const came: Record<string, number> = {};
      const wrong: string[] = [];
      let acked = 0;
      for (const strike of all.slice(0, 12)) {
        const one = await struck(built, strike);
        came[one.came] = (came[one.came] ?? 0) + 1;
        acked += one.acked;
        wrong.push(...one.wrong.map((what) => `${strike.call} ${strike.at} ${strike.fault}: ${what}`));
      }
      process.stdout.write(`12 of ${all.length} calls struck: ${JSON.stringify(came)}, ${acked} batches answered\n`);
      expect(wrong).toEqual([]);
      expect((came['refused'] ?? 0) + (came['stopped'] ?? 0) + (came['killed'] ?? 0)).toBeGreaterThan(3);
    } finally {
      rmSync(built, { recursive: true, force: true });
    }
  },
  180_000,
);
