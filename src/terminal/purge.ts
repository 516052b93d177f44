/** `alpr-ledger purge due|propose|approve|run|certificate|verify`: two people, a day between, and a certificate. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Certifying } from '../handlers/certifying.js';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import { Purging } from '../handlers/purging.js';
import { Timekeeper } from '../handlers/timekeeper.js';
import { honestLimit, verifyCertificate } from '../reports/certificate.js';
import { caughtUp, withDepartment } from './department.js';
import { print } from './print.js';
import { registerShown } from './registershown.js';
import { type SignIn, signedIn, signingIn } from './signin.js';

const due = ({ json = false }: { json?: boolean }): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const found = await app.get(Purging).due();
    for (const bucket of found)
      print(json ? JSON.stringify(bucket) : `${bucket.class}  ${bucket.date}  due since ${bucket.dueAt}`);
    if (found.length === 0 && !json) print('nothing is due');
  });

const propose = (name: string, date: string, options: SignIn): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Malformed('That is not a day', 'date', 'Write it as 2026-11-23.');
    if (!/^[a-z-]+$/.test(name)) throw new Malformed('That is not a class', 'class', 'Write it as detection.');
    await caughtUp(house);
    const by = await signedIn(app, options);
    const { purgeId } = await app.get(Purging).propose({ class: name as 'detection', date }, by, freshId());
    print(`purge ${purgeId} is proposed; the Custodian of Records approves it`);
  });

const approve = (purgeId: string, options: SignIn): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    await app.get(Purging).approve(purgeId, by, freshId());
    print(`purge ${purgeId} is approved; it is carried out when its hours have passed`);
  });

const run = (): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    await app.get(Timekeeper).note();
    const done = await app.get(Purging).run();
    for (const { purgeId, outcome, certificateId } of done)
      print(`purge ${purgeId} ${outcome}${certificateId ? `, certificate ${certificateId}` : ' by a hold'}`);
    if (done.length === 0) print('no purge is ripe: it needs two people, and its hours');
  });

const certificate = (certificateId: string, { out }: { out: string }): Promise<void> =>
  withDepartment(async ({ app }) => {
    mkdirSync(out, { recursive: true });
    for (const format of ['json', 'pdf'] as const) {
      const file = join(out, `certificate-of-purge-${certificateId}.${format}`);
      writeFileSync(file, app.get(Certifying).read(certificateId, format));
      print(file);
    }
  });

const verify = (file: string, { key = [], json = false }: { key?: string[]; json?: boolean }): void => {
  const verdict = verifyCertificate(readFileSync(file, 'utf8'), key);
  if (json) print(JSON.stringify(verdict));
  else {
    print(verdict.valid ? 'the certificate holds' : 'THE CERTIFICATE DOES NOT HOLD');
    for (const what of verdict.wrong) print(`  ${what}`);
    for (const who of verdict.signedBy) print(`signed by ${who}`);
    if (key.length === 0) print('No key was given to trust: this says only that whoever has that key signed it.');
    print(honestLimit);
  }
  if (!verdict.valid) process.exitCode = 1;
};

export const addPurge = (program: Command): void => {
  const purge = program.command('purge').description('destroy what may be kept no longer (430.8¶3.2)');
  purge
    .command('due')
    .description('days whose time has run out')
    .option('--json', 'one JSON object a line')
    .action(due);
  purge
    .command('list')
    .description('every purge and where it stands')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean }) => registerShown('purges', options));
  signingIn(
    purge
      .command('propose')
      .description('the Administrator: this day’s time has run out')
      .argument('<class>', 'as detection')
      .argument('<date>', 'as 2026-11-23'),
  ).action(propose);
  signingIn(purge.command('approve').description('the Custodian: so it is').argument('<purge>')).action(approve);
  purge.command('run').description('carry out what is approved and ripe, and what was interrupted').action(run);
  purge
    .command('certificate')
    .description('the signed certificate of a purge, and its paper')
    .argument('<certificate>')
    .option('--out <folder>', 'where to put them', '.')
    .action(certificate);
  purge
    .command('verify')
    .description('check a certificate, without any ledger')
    .argument('<file>')
    .option('--key <keys...>', 'public keys to trust, base64')
    .option('--json', 'one JSON object')
    .action(verify);
};
