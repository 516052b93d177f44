/** The people of a demonstration department: anyone may sign in as one of them, for nothing there is real. */
import { Busy, Malformed } from './errors.js';
import type { Doorkeeper, LoggedIn } from './doorkeeper.js';

/** What somebody of the cast shows at the door. @throws RangeError while no code is left that was not shown */
export type Showing = () => { readonly username: string; readonly password: string; readonly code: string };

export type Part = { readonly username: string; readonly position: string };

/** A code is good for half a minute. */
const NEXT_CODE_S = 30;

export class Cast {
  readonly #parts = new Map<string, Part & { readonly shows: Showing }>();

  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly settings: { readonly demonstration: boolean },
  ) {}

  /** @throws RangeError outside a demonstration: nobody else's password is kept */
  admit(part: Part, shows: Showing): void {
    if (!this.settings.demonstration) throw new RangeError('There is a cast in a demonstration department alone.');
    this.#parts.set(part.username, { ...part, shows });
  }

  get parts(): readonly Part[] {
    return [...this.#parts.values()].map(({ username, position }) => ({ username, position }));
  }

  /** Signs in as that person, by the same door and with the same two factors as everybody. @throws Malformed, Busy */
  async enter(username: string, address: string): Promise<LoggedIn> {
    const part = this.#parts.get(username);
    if (!part)
      throw new Malformed('Nobody of the demonstration bears this name', 'username', 'Choose one of the list.');
    try {
      return await this.doorkeeper.logIn({ ...part.shows(), address });
    } catch (error) {
      throw error instanceof RangeError ? new Busy(NEXT_CODE_S, 'Every one-time code was shown already.') : error;
    }
  }
}
