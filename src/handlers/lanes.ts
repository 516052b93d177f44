/** Lanes: acts on one stream wait for each other, acts on different streams do not. */

export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs `work` after everything that entered the same lane before it, whether that succeeded or failed. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(lane);
    const mine = before ? before.then(work, work) : work();
    this.#tails.set(lane, mine);
    const leave = (): void => {
      if (this.#tails.get(lane) === mine) this.#tails.delete(lane);
    };
    mine.then(leave, leave);
    return mine;
  }
}
