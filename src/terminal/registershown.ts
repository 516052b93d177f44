/** A register at the terminal: looking at it is itself an act, and on the record. */
import { QueryBus } from '@nestjs/cqrs';
import { terminal } from '../domain/actor.js';
import type { Register } from '../domain/registers.js';
import { Ask, MOST_ROWS } from '../handlers/ask.js';
import { freshId } from '../handlers/ids.js';
import { caughtUp, withDepartment } from './department.js';
import { print } from './print.js';

const line = (row: Readonly<Record<string, unknown>>): string =>
  Object.entries(row)
    .filter(([name, value]) => value !== null && value !== undefined && name !== 'register')
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('  ');

/** Prints every row of a register. */
export const registerShown = (register: Register, { json = false }: { json?: boolean }): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const asked = {
      question: 'registers',
      elements: { register },
      purpose: 'audit',
      reason: `a look at the register of ${register} at the department terminal`,
      eventNumber: null,
      noEventNumberBecause: 'a register concerns no single event',
      limit: MOST_ROWS,
    } as const;
    const { rows } = await app.get(QueryBus).execute(new Ask(asked, terminal, freshId()));
    for (const row of rows) print(json ? JSON.stringify(row) : line(row as unknown as Record<string, unknown>));
    if (rows.length === 0 && !json) print(`the register of ${register} is empty`);
  });
