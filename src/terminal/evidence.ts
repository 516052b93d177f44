/** `alpr-ledger evidence book|transfer|list`: evidence on portable media, and the hands it goes through (430.8¶3.3). */
import { CommandBus } from '@nestjs/cqrs';
import { Command, Option } from 'commander';
import { type MediaKind, mediaKinds } from '../domain/evidence.js';
import { Act } from '../handlers/act.js';
import { Evidencing } from '../handlers/evidencing.js';
import { freshId } from '../handlers/ids.js';
import { Refused } from '../handlers/orders.js';
import { caughtUp, withDepartment } from './department.js';
import { print } from './print.js';
import { registerShown } from './registershown.js';
import { type SignIn, signedIn, signingIn } from './signin.js';

type Booking = SignIn & {
  readonly hold: string;
  readonly recipient: string[];
  readonly to: string;
  readonly media: MediaKind;
  readonly property: string;
  readonly mediaId: string;
};

const book = (options: Booking): Promise<void> =>
  withDepartment(async ({ app, house }) => {
    await caughtUp(house);
    const by = await signedIn(app, options);
    const { hold: holdId, recipient: recipients, to: folder, media, property: propertyNumber, mediaId } = options;
    const booking = { holdId, recipients, folder, media, propertyNumber, mediaId };
    const { packageId, file, items } = await app.get(Evidencing).book(booking, by, freshId());
    print(`package ${packageId}: ${items} files in ${file}`);
  });

type Hands = SignIn & { readonly from: string; readonly to: string; readonly why: string };

const transfer = (packageId: string, options: Hands): Promise<void> =>
  withDepartment(async ({ app }) => {
    const by = await signedIn(app, options);
    const { from, to, why } = options;
    const request = { type: 'TransferEvidence', data: { packageId, from, to, why } } as const;
    const receipt = await app.get(CommandBus).execute(new Act({ request, by, commandId: freshId() }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    print(`package ${packageId} went from ${from} to ${to}`);
  });

export const addEvidence = (program: Command): void => {
  const evidence = program.command('evidence').description('evidence on portable media (430.8¶3.3)');
  signingIn(evidence.command('book').description('write what a hold keeps to a medium, encrypted, and book it'))
    .requiredOption('--hold <hold>', 'the hold whose units it holds')
    .requiredOption('--recipient <keys...>', 'who can open it: age recipients (age1…)')
    .requiredOption('--to <folder>', 'where the medium is mounted')
    .requiredOption('--property <number>', 'the property number')
    .requiredOption('--media-id <number>', 'the number on the medium')
    .addOption(new Option('--media <kind>', 'what it is').choices([...mediaKinds]).default('usb-drive'))
    .action(book);
  signingIn(evidence.command('transfer').description('record the next hand').argument('<package>'))
    .requiredOption('--from <hand>')
    .requiredOption('--to <hand>')
    .requiredOption('--why <reason>')
    .action(transfer);
  evidence
    .command('list')
    .description('every package, with its chain of custody')
    .option('--json', 'one JSON object a line')
    .action((options: { json?: boolean }) => registerShown('evidence', options));
};
