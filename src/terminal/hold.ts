/** `alpr-ledger hold place|extend|list|request-release|release`: what litigation needs is kept (430.8¶3.3). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Scope } from '../domain/hold.js';
import { freshId } from '../handlers/ids.js';
import { Malformed } from '../handlers/errors.js';
import { Holding } from '../handlers/holding.js';
import { holdById } from '../projections/holds.js';
import { caughtUp, withDepartment } from './department.js';
import { print } from './print.js';
import { registerShown } from './registershown.js';
import { type SignIn, signedIn, signingIn } from './signin.js';

type Ordering = SignIn & {
  readonly matter: string;
  readonly authority: string;
  readonly review: string;
  readonly plate?: string[];
  readonly case?: string[];
  readonly id?: string[];
  readonly camera?: string[];
  readonly from?: string;
  readonly to?: string;
};

const time = (name: string, text: string): string => {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text);
  if (Number.isNaN(at.getTime()))
    throw new Malformed('That is not a time', name, 'Write it as 2026-11-24 or 2026-11-24T08:00:00Z.');
  return at.toISOString();
};

const orderOf = (options: Ordering) => {
  const { matter, authority, review, plate, case: caseNumbers, id, camera, from, to } = options;
  const scope: Scope = {
    ...(plate && { plates: plate.map((one) => one.toUpperCase()) }),
    ...(caseNumbers && { caseNumbers }),
    ...(id && { ids: id }),
    ...(camera && { cameraIds: camera }),
    ...(from && { from: time('--from', from) }),
    ...(to && { to: time('--to', to) }),
  };
  return { matter, authority, reviewAt: time('--review', review), scope };
};

/** The SHA-256 of a document. */
export const digestOfFile = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

const place = (options: Ordering): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    const { holdId } = await app.get(Holding).place(orderOf(options), by, freshId());
    say(holdId, holdById(house.views.db, holdId));
  });

const extend = (holdId: string, options: Ordering): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    await app.get(Holding).extend(holdId, orderOf(options), by, freshId());
    say(holdId, holdById(house.views.db, holdId));
  });

const say = (holdId: string, hold: { units: number; buckets: number; root: string | null } | undefined): void =>
  print(`hold ${holdId}: ${hold?.units ?? 0} units of ${hold?.buckets ?? 0} days and classes, root ${hold?.root}`);

const release = (holdId: string, options: SignIn & { resolution: string }): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    await app.get(Holding).release(holdId, digestOfFile(options.resolution), by, freshId());
    print(`hold ${holdId} is released`);
  });

const requestRelease = (holdId: string, options: SignIn & { resolution: string }): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    await app.get(Holding).requestRelease(holdId, digestOfFile(options.resolution), by, freshId());
    print(`the release of hold ${holdId} is asked for; the city attorney grants it`);
  });

const ordering = (command: Command): Command =>
  signingIn(command)
    .requiredOption('--matter <text>', 'the case or claim')
    .requiredOption('--authority <text>', 'the order, demand or request behind it')
    .requiredOption('--review <date>', 'when it is looked at again')
    .option('--plate <plates...>', 'reads, hits, entries and questions of these plates')
    .option('--case <numbers...>', 'what was asked, shown or downloaded under these case or event numbers')
    .option('--id <ids...>', 'these very units')
    .option('--camera <ids...>', 'reads of these cameras')
    .option('--from <time>', 'reads captured at or after')
    .option('--to <time>', 'reads captured before');

export const addHold = (program: Command): void => {
  const hold = program.command('hold').description('holds for litigation (430.8¶3.3)');
  ordering(hold.command('place').description('keep what it reaches through every purge')).action(place);
  ordering(hold.command('extend').description('reach for more').argument('<hold>')).action(extend);
  hold
    .command('list')
    .description('every hold, with what it keeps')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean }) => registerShown('holds', options));
  signingIn(hold.command('request-release').description('the Custodian: the matter is resolved').argument('<hold>'))
    .requiredOption('--resolution <file>', 'the document that resolved it')
    .action(requestRelease);
  signingIn(hold.command('release').description('the city attorney: let it go').argument('<hold>'))
    .requiredOption('--resolution <file>', 'the same document')
    .action(release);
};
