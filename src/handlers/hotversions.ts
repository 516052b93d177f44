/** Importing a hot list: a file becomes a version, judged by entry, sealed whole, in force at one moment. */
import { setImmediate as breathe } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { hotList, type HotListCategory, type HotListState } from '../domain/hotlist.js';
import { isPartial, patternOf } from '../matching/pattern.js';
import { ListColumns } from '../matching/listcolumns.js';
import type { HotIndex, HotVersion } from '../matching/hotindex.js';
import type { ImageSeal } from '../vault/images.js';
import type { Vault, Where } from '../vault/vault.js';
import { Act } from './act.js';
import type { AnyDecider } from './deciders.js';
import { derivedId, sha256 } from './ids.js';
import { judgeList, type Quarantine, type SentList } from './judging.js';
import { type Receipt, Refused } from './orders.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';
import type { Time } from './time.js';

export type VersionMade = {
  readonly versionId: string;
  readonly number: number;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly collisions: number;
  readonly quarantine: readonly Quarantine[];
  readonly receipt: Receipt;
};

/** Entries compared before others take their turn. */
const AT_ONCE = 20_000;
/** Where the content of a version is kept: under a unit of its own, so that it is purged as one. */
export const whereVersion = (versionId: string, publishedOn: string): Where => ({
  class: 'hot-list',
  day: publishedOn.slice(0, 10),
  unit: versionId,
  eventId: versionId,
  type: 'HotListVersion',
  part: 'entries',
});

/** How many entries of the new version stood in the one before. */
const unchangedIn = async (before: ListColumns | null, now: ListColumns): Promise<number> => {
  if (!before) return 0;
  let unchanged = 0;
  for (let from = 0; from < now.size; from += AT_ONCE) {
    unchanged += now.unchangedSince(before, from, from + AT_ONCE);
    await breathe();
  }
  return unchanged;
};

export class HotVersions {
  /** Columns just built, until the follower has brought them into force. */
  readonly #built = new Map<string, ListColumns>();

  constructor(
    private readonly commands: CommandBus,
    private readonly vault: Vault,
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly hotIndex: HotIndex,
    private readonly time: Time,
  ) {}

  /**
   * Imports a file as the next version of a list: taken whole, or not at all.
   * @throws Malformed when mapping or file are not what they say; Refused when the policy does not allow it
   */
  async import(hotListId: string, list: SentList, by: Actor, commandId: string): Promise<VersionMade> {
    const { terms } = await this.standings.department();
    const at = this.time.now();
    const { files: filesOn, version } = await this.#list(hotListId);
    const judged = await judgeList(list, { at, terms, filesOn });
    const before = version ? this.hotIndex.columnsAt(hotListId, at) : null;
    const unchanged = await unchangedIn(before, judged.columns);
    const versionId = derivedId('version', commandId);
    // Sealed under the day of the event that tells of it, so that both are purged as one.
    const content = this.vault.putImage(whereVersion(versionId, this.time.now()), judged.columns.encode());
    this.#built.set(versionId, judged.columns);
    const data = {
      hotListId,
      versionId,
      after: version?.versionId ?? null,
      asOf: list.asOf,
      entries: judged.columns.size,
      categories: judged.columns.categories() as readonly { category: HotListCategory; entries: number }[],
      added: judged.columns.size - unchanged,
      removed: (before?.size ?? 0) - unchanged,
      unchanged,
      duplicates: judged.duplicates,
      collisions: judged.collisions,
      content: { ...content },
      file: list.name,
      fileDigest: sha256(list.bytes),
      mappingDigest: sha256(list.mapping),
      quarantine: judged.quarantine,
      files: judged.files,
    };
    const asked = { hotListId, asOf: list.asOf, file: data.fileDigest, mapping: data.mappingDigest };
    const request = { type: 'PublishHotListVersion', data } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0 || receipt.repeated) {
      this.vault.dropImage(content);
      this.#built.delete(versionId);
    }
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return madeOf(receipt, judged.quarantine);
  }

  /** How a version's columns are come by: those just built, or those of the vault when a read first needs them. */
  versionOf(published: PublishedVersion): HotVersion {
    const built = this.#built.get(published.versionId);
    this.#built.delete(published.versionId);
    return sealedVersion(this.vault, published, built);
  }

  /** What imported lists in force say of a plate given whole, as entries of an answer. */
  listed(plate: string | undefined): readonly { readonly id: string }[] {
    const text = patternOf(plate ?? '');
    if (text === '' || isPartial(text)) return [];
    return this.hotIndex.listed(text, this.time.now()).map((entry) => {
      const { entryId, hotListId, category, plate: listed, plateState, reason, reference, expiresAt, version } = entry;
      const told = { entryId, hotListId, category, plate: listed, plateState, reason, reference, expiresAt };
      return { id: entryId, ...told, versionId: version?.versionId, asOf: version?.asOf };
    });
  }

  async #list(hotListId: string): Promise<HotListState> {
    return (await this.streams.load(hotList as unknown as AnyDecider, `hotlist-${hotListId}`)).state as HotListState;
  }
}

const madeOf = ({ recorded, ...receipt }: Receipt, quarantine: readonly Quarantine[]): VersionMade => {
  const version = recorded[0]!.data as VersionMade;
  const { versionId, number, entries, added, removed, unchanged, duplicates, collisions } = version;
  const counts = { entries, added, removed, unchanged, duplicates, collisions };
  return { versionId, number, ...counts, quarantine, receipt: { ...receipt, recorded } };
};

/** A version as the ledger tells of it: its content lies in the vault. */
export type PublishedVersion = Omit<HotVersion, 'columns' | 'release'> & { readonly content: ImageSeal };

/** The columns of a version: those just built, or those of the vault, opened when a read first needs them. */
export const sealedVersion = (
  vault: Pick<Vault, 'getImage'>,
  { content, ...version }: PublishedVersion,
  built?: ListColumns,
): HotVersion => {
  // The key is that of the day on which the content was sealed, which may be the day before it was published.
  const sealedOn = /\/(\d{4}-\d\d-\d\d)#/.exec(String(content.kid))?.[1] ?? version.publishedAt;
  let columns: ListColumns | null | undefined = built;
  const load = (): ListColumns | null => {
    const bytes = vault.getImage(whereVersion(version.versionId, sealedOn), content);
    return bytes && ListColumns.decode(bytes);
  };
  return {
    ...version,
    columns: () => (columns === undefined ? (columns = load()) : columns),
    release: () => (columns = undefined),
  };
};
