/** What a start puts into the matcher: entries that stand, versions published, and the switches as they are. */
import type { HotIndex } from '../matching/hotindex.js';
import { allHotLists, standingEntries } from '../projections/hotlists.js';
import { allSourceFiles, publishedVersions } from '../projections/hotlistversions.js';
import type { ImageSeal } from '../vault/images.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Vault } from '../vault/vault.js';
import { sealedVersion } from './hotversions.js';

const ALL = 1_000_000;

/** Fills the matcher from the read models. A version's content is opened when a read first needs it. */
export const fillHotIndex = (hotIndex: HotIndex, db: Sqlite, vault: Pick<Vault, 'getImage'>): void => {
  for (const entry of standingEntries(db)) hotIndex.add(entry);
  for (const version of publishedVersions(db))
    hotIndex.publish(sealedVersion(vault, { ...version, content: version.content as unknown as ImageSeal }));
  for (const { hotListId, file, disabledAt } of allSourceFiles(db, ALL))
    hotIndex.switchFile(hotListId, file, disabledAt === null);
  for (const { hotListId, retiredAt } of allHotLists(db)) if (retiredAt) hotIndex.retire(hotListId, retiredAt);
};
