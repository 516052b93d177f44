/** What people carry to log in: each an authenticator of his own, enrolled when he took up his invitation. */
import { Authenticator } from '../../src/terminal/demonstration/authenticator.js';

type Offered = { readonly totp: { readonly secret: string; readonly offer: string } };

export const password = 'correct horse battery staple';

export class Keyring {
  readonly #carried = new Map<string, Authenticator>();

  /** @param now the hour of the house in milliseconds, where it is not ours */
  constructor(private readonly now: () => number = Date.now) {}

  /** What takes up an invitation, from the answer of POST /invitations/factors. */
  enrol(username: string, { totp }: Offered): { password: string; totp: { offer: string; code: string } } {
    const authenticator = new Authenticator(totp.secret, this.now);
    this.#carried.set(username, authenticator);
    return { password, totp: { offer: totp.offer, code: authenticator.code() } };
  }

  code(username: string): string {
    return this.#carried.get(username)!.code();
  }

  /** What opens a session. */
  credentials(username: string): { username: string; password: string; code: string } {
    return { username, password, code: this.code(username) };
  }
}
