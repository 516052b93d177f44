/** Test only: the misfortunes a node can be told to suffer, in order or for ever. */

/** What befalls an append. Those ending in `-after` happen once the events are durably written. */
export type AppendFault =
  | { do: 'pass' }
  | { do: 'delay'; ms: number }
  | { do: 'busy' | 'not-ready' | 'not-leader' | 'timeout-after' | 'denied' }
  | { do: 'hang' | 'drop-reply-after' }
  | { do: 'end-ok' | 'end-ok-after' }
  | { do: 'abort'; code: number }
  | { do: 'abort-after'; code: number }
  | { do: 'die' | 'die-after' | 'die-torn' };

/** What befalls a read or a subscription, counted in events already sent. */
export type ReadFault =
  | { do: 'pass' }
  | { do: 'delay'; ms: number }
  | { do: 'hang'; after: number }
  | { do: 'end'; after: number }
  | { do: 'abort'; after: number; code: number }
  | { do: 'slow-consumer'; after: number }
  | { do: 'not-leader'; host: string; port: number }
  | { do: 'duplicate' };

/** What befalls the first question a client asks. */
export type FeaturesFault = { do: 'pass' } | { do: 'hang' } | { do: 'abort'; code: number };

/** A line of faults for one kind of call: first those scripted by `next`, then what `always` says, then none. */
export class FaultLine<F extends { do: string }> {
  private readonly scripted: F[] = [];
  private standing: F | null = null;

  /** Each of these befalls one call, in order. */
  next(...faults: F[]): void {
    this.scripted.push(...faults);
  }

  /** This befalls every call after the scripted ones; null ends it. */
  always(fault: F | null): void {
    this.standing = fault;
  }

  clear(): void {
    this.scripted.length = 0;
    this.standing = null;
  }

  take(): F | { do: 'pass' } {
    return this.scripted.shift() ?? this.standing ?? { do: 'pass' };
  }
}

/** All fault lines of one node. They survive its death and restart. */
export class Faults {
  readonly append = new FaultLine<AppendFault>();
  readonly read = new FaultLine<ReadFault>();
  readonly subscribe = new FaultLine<ReadFault>();
  readonly features = new FaultLine<FeaturesFault>();

  clear(): void {
    for (const line of [this.append, this.read, this.subscribe, this.features]) line.clear();
  }
}
