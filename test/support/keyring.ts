/** What people carry to log in: each an authenticator of his own, enrolled when he took up his invitation. */
import { Authenticator } from '../../src/terminal/demonstration/authenticator.js';

type Offered = { readonly totp: { readonly secret: string; readonly offer: string } };

export const password = 'correct horse battery staple';

export class Keyring {
  readonly #carried = new Map<string, Authenticator>();
  readonly #secrets = new Map<string, string>();

  /** @param now the hour of the house in milliseconds, where it is not ours */
  constructor(private readonly now: () => number = Date.now) {}

  /** What takes up an invitation, from the answer of POST /invitations/factors. */
  enrol(username: string, { totp }: Offered): { password: string; totp: { offer: string; code: string } } {
    this.#carry(username, totp.secret);
    return { password, totp: { offer: totp.offer, code: this.code(username) } };
  }

  /** The same authenticators at another hour; the codes of this one's last minute were shown, and are no good there. */
  copy(now: () => number): Keyring {
    const other = new Keyring(now);
    for (const [username, secret] of this.#secrets) other.#carry(username, secret);
    return other;
  }

  #carry(username: string, secret: string): void {
    this.#secrets.set(username, secret);
    this.#carried.set(username, new Authenticator(secret, this.now));
  }

  code(username: string): string {
    return this.#carried.get(username)!.code();
  }

  /** What opens a session. */
  credentials(username: string): { username: string; password: string; code: string } {
    return { username, password, code: this.code(username) };
  }
}
