/** The bundle over HTTP: for those who audit, recorded before it leaves, and streamed as it is read. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { MakeQuery } from '../domain/query.js';
import type { Sequence } from '../ledger/sequence.js';
import { bundleFiles } from '../proof/bundle.js';
import type { Checkpoints } from '../proof/checkpoints.js';
import type { LogKeys } from '../proof/logkeys.js';
import type { ProofStore } from '../proof/store.js';
import { tarOf } from '../proof/tar.js';
import { Act } from './act.js';
import { type EnclosureSettings, enclosedWith, programVersion } from './enclosing.js';
import { derivedId, freshId } from './ids.js';
import { Refused, type Request } from './orders.js';
import type { Time } from './time.js';

/** Why the bundle is taken (430.7(g)). */
export type Inquiry = Pick<MakeQuery['data'], 'purpose' | 'reason' | 'eventNumber' | 'noEventNumberBecause'>;

/** A `.tar.gz`, under the name of the folder that it unpacks to. */
export type Bundle = { readonly name: string; readonly bytes: Readable };

export type BundlingSettings = EnclosureSettings & {
  /** Where `keys.note` and the copies of the rules lie. */
  readonly dir: string;
};

export class Bundling {
  constructor(
    private readonly commands: CommandBus,
    private readonly sequence: Sequence,
    private readonly checkpoints: Checkpoints,
    private readonly store: ProofStore,
    private readonly keys: LogKeys,
    private readonly time: Time,
    private readonly settings: BundlingSettings,
  ) {}

  /**
   * Everything an outsider needs to check the ledger as it stands now, this very question included.
   * @throws Refused when the actor may not read the audit trail
   * @throws NotSigned when the ledger cannot be signed now
   */
  async bundle(inquiry: Inquiry, by: Actor, commandId: string): Promise<Bundle> {
    const queryId = derivedId('query', commandId);
    const asked = { queryId, question: 'access-history', elements: {}, ...inquiry } as const;
    await this.#act({ type: 'MakeQuery', data: asked }, by, commandId);
    const checkpoint = await this.checkpoints.sign();
    const { size, root } = checkpoint;
    // Of a bundle the rows are all lines up to its size; what it held is its root.
    const left = { queryId, format: 'bundle', rows: size, exported: [], digest: root.toString('hex') } as const;
    await this.#act({ type: 'ExportRows', data: left }, by, freshId());
    const { sequence, store, keys, settings } = this;
    const enclosed = await enclosedWith({ sequence, keys, dir: settings.dir }, settings, { size });
    const made = this.time.now();
    const files = bundleFiles({ checkpoint, sequence, store, program: programVersion(), made, enclosed });
    const name = `alpr-ledger-bundle-${size}`;
    // A ledger that turns out to be damaged on the way breaks the stream off: it ends without its checkpoint.
    const bytes = pipeline(Readable.from(tarOf(files, name, made)), createGzip(), () => undefined);
    return { name, bytes };
  }

  async #act(request: Request, by: Actor, commandId: string): Promise<void> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
  }
}
