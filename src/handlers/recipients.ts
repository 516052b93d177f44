/** Found before a release or an agreement is judged: the agency as the register has it, and who may decide. */
import { agency, type AgencyState } from '../domain/agency.js';
import { mou, type MouState } from '../domain/mou.js';
import { noRecipient, type Recipient } from '../domain/recipient.js';
import { release } from '../domain/release.js';
import type { ReleaseState } from '../domain/releasefacts.js';
import { sharing, type SharingState, sharingStream } from '../domain/sharing.js';
import type { AnyDecider } from './deciders.js';
import type { Streams } from './streams.js';

export class Recipients {
  constructor(private readonly streams: Streams) {}

  agency(agencyId: string): Promise<AgencyState> {
    return this.#state(agency, `agency-${agencyId}`);
  }

  sharing(): Promise<SharingState> {
    return this.#state(sharing, sharingStream);
  }

  mou(mouId: string): Promise<MouState> {
    return this.#state(mou, `mou-${mouId}`);
  }

  release(releaseId: string): Promise<ReleaseState> {
    return this.#state(release, `release-${releaseId}`);
  }

  /** The agency as it would receive something now; of one that is not named, nothing is known. */
  async of(agencyId: string | null): Promise<Recipient> {
    const { networks } = await this.sharing();
    if (!agencyId) return { ...noRecipient, networks };
    const { status, agencyClass, california, network, exceptionUntil } = await this.agency(agencyId);
    return { status, agencyClass, california, network, exceptionUntil, networks };
  }

  async #state<State>(decider: unknown, stream: string): Promise<State> {
    return (await this.streams.load(decider as AnyDecider, stream)).state as State;
  }
}
