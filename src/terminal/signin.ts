/** A member at the terminal: who decides, or handles evidence, does so under his own name and with his own factors. */
import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import type { Member } from '../domain/actor.js';
import { Act } from '../handlers/act.js';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import { tell } from './print.js';

export type SignIn = { readonly as: string; readonly passwordFile: string; readonly code: string };

/** The options by which a member says who he is. The password stands in a file, never on the command line. */
export const signingIn = (command: Command): Command =>
  command
    .requiredOption('--as <username>', 'the member who acts')
    .requiredOption('--password-file <file>', 'file with his password; - for standard input')
    .requiredOption('--code <code>', 'the code his authenticator shows now');

const passwordIn = (file: string): string => {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
  if (text === '') throw new Malformed('The password file is empty', '--password-file', 'Name another one.');
  return text;
};

/** Logs in and accepts the banner, which is shown. @throws Refused when the credentials are wrong */
export const signedIn = async (app: INestApplicationContext, { as, passwordFile, code }: SignIn): Promise<Member> => {
  const doorkeeper = app.get(Doorkeeper);
  const password = passwordIn(passwordFile);
  const { token, memberId, sessionId, banner } = await doorkeeper.logIn({
    username: as,
    password,
    code,
    address: '127.0.0.1',
  });
  tell(banner);
  const by = (await doorkeeper.memberBy(token))!;
  const request = { type: 'AcceptBanner', data: { memberId, sessionId } } as const;
  await app.get(CommandBus).execute(new Act({ request, by, commandId: freshId() }));
  return by;
};
