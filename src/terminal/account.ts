/** `alpr-ledger account reset USERNAME`: lets somebody in again when nobody is left who could, at the keys' machine. */
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import { Act } from '../handlers/act.js';
import { Credentials } from '../handlers/credentials.js';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import { Refused } from '../handlers/orders.js';
import { memberByUsername } from '../projections/members.js';
import { caughtUp, withDepartment } from './department.js';
import { print, tell } from './print.js';

const reset = (username: string): Promise<void> =>
  withDepartment(async ({ app, house, config }) => {
    await caughtUp(house);
    const memberId = memberByUsername(house.views.db, username)?.memberId;
    if (!memberId) throw new Malformed('Nobody bears this username', 'username', 'See the register of members.');
    const { invitation } = await app.get(Credentials).reset(memberId, terminal, freshId());
    const request = { type: 'ReleaseAccount', data: { memberId } } as const;
    const receipt = await app.get(CommandBus).execute(new Act({ request, by: terminal, commandId: freshId() }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    tell('Password and second factors are void. The member sets new ones with this link, once, within 72 hours:');
    print(`${config.publicUrl}/app/invitation#invitation=${invitation}`);
  });

export const addAccount = (program: Command): void => {
  program
    .command('account')
    .description('accounts of members')
    .command('reset')
    .description('void lost credentials, open a locked or disabled account, and print a new invitation')
    .argument('<username>', 'of the member')
    .action(reset);
};
