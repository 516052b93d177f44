/** The answers of the health checks. */

export class LiveBody {
  live: boolean;
}

export class ReadyBody {
  ready: boolean;
  /**
   * What is missing; empty when ready.
   * @example []
   */
  waitsFor: string[];
  /**
   * What needs somebody, although it serves, such as notices that could not be sent.
   * @example []
   */
  attention: string[];
}
