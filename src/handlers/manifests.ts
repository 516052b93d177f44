/** What a release holds: each read and hit as it would leave, its digest, and the Merkle root over them all. */
import type { ReleaseItem, ReleaseState } from '../domain/releasefacts.js';
import { CompactRange, leafHash } from '../ledger/tree.js';
import { type DetectionView, detectionById } from '../projections/detections.js';
import { hitById } from '../projections/hits.js';
import type { Views } from '../projections/views.js';
import { canonicalSealed } from '../vault/canonical.js';
import type { ImageSeal } from '../vault/images.js';
import type { Vault } from '../vault/vault.js';
import { sha256 } from './ids.js';
import { whereImage } from './showing.js';

/** A row as it leaves the house. */
type Row = { readonly kind: ReleaseItem['kind']; readonly id: string };

export type Manifest = {
  readonly items: readonly ReleaseItem[];
  /** How many of those asked for are not on record, or not any more. */
  readonly missing: number;
  /** RFC 6962 root over the digests, hex. */
  readonly root: string;
};

export type Package = {
  readonly releaseId: string;
  readonly agencyId: string;
  readonly notice: string;
  readonly manifest: { readonly count: number; readonly root: string; readonly items: readonly ReleaseItem[] };
  readonly rows: readonly Row[];
};

/** What whoever receives it is told (430.10(e) and (f), 430.10¶V; Civil Code 1798.90.51 and 1798.90.55). */
export const disclosureNotice =
  'Confidential law enforcement data, released for the stated purpose only. It may not be sold, passed on, or ' +
  'used for immigration enforcement (Policy 430.10; Civil Code 1798.90.55; Government Code 7284 ff.). An ' +
  'automated read is no proof: compare the picture and confirm before acting. The manifest proves what was ' +
  'released.';

const rootOf = (items: readonly ReleaseItem[]): string => {
  const tree = CompactRange.empty();
  for (const { digest } of items) tree.append(leafHash(digest));
  return tree.root().toString('hex');
};

export class Manifests {
  constructor(
    private readonly views: Views,
    private readonly vault: Vault,
  ) {}

  /** Of these reads and hits, as they are on record now; each once, in the order of their ids. */
  of(detectionIds: readonly string[], hitIds: readonly string[]): Manifest {
    const detections = [...new Set(detectionIds)].sort();
    const hits = [...new Set(hitIds)].sort();
    const wanted = [
      ...detections.map((id) => ({ kind: 'detection', id }) as const),
      ...hits.map((id) => ({ kind: 'hit', id }) as const),
    ];
    const items = this.#digests(wanted);
    return { items, missing: wanted.length - items.length, root: rootOf(items) };
  }

  /** The root that the items of a prepared release come to now, and the digest of the package they would make. */
  now(state: ReleaseState, releaseId: string): { readonly root: string; readonly contents: string } {
    const items = this.#digests(state.items ?? []);
    return { root: rootOf(items), contents: sha256(canonicalSealed(this.package(state, releaseId))) };
  }

  package({ items: listed, agencyId }: ReleaseState, releaseId: string): Package {
    const rows = this.#rows(listed ?? []);
    const items = rows.map(itemOf);
    const manifest = { count: items.length, root: rootOf(items), items };
    return { releaseId, agencyId, notice: disclosureNotice, manifest, rows };
  }

  #digests(wanted: readonly Row[]): ReleaseItem[] {
    return this.#rows(wanted).map(itemOf);
  }

  #rows(wanted: readonly Row[]): Row[] {
    return wanted
      .map(({ kind, id }) => (kind === 'detection' ? this.#detection(id) : this.#hit(id)))
      .filter((row) => row !== null);
  }

  #detection(id: string): Row | null {
    const found = detectionById(this.views.db, id);
    if (!found || found.purged) return null;
    const { capturedAt, cameraId, camera, plate, plateState, correction, confidence, place = null } = found;
    const images = found.images.map((image) => ({ kind: image.kind, sha256: this.#imageDigest(found, image) }));
    const read = { capturedAt, cameraId, camera, plate, plateState, correction, confidence, place, images };
    return { kind: 'detection', id, ...read };
  }

  #hit(id: string): Row | null {
    const found = hitById(this.views.db, id);
    if (!found || found.readPlate === null) return null;
    const { detectionId, cameraId, capturedAt, raisedAt, category, match, verdict, plate, plateState } = found;
    const verified = verdict === 'verified';
    const met = { detectionId, cameraId, capturedAt, raisedAt, category, match, verified, plate, plateState };
    return { kind: 'hit', id, ...met };
  }

  /** SHA-256 of the picture itself, so that whoever is shown it later knows that it is this one. */
  #imageDigest({ detectionId, capturedAt }: DetectionView, { kind, seal }: DetectionView['images'][number]) {
    const where = whereImage(detectionId, capturedAt, kind);
    const bytes = this.vault.getImage(where, seal as unknown as ImageSeal);
    return bytes && sha256(bytes);
  }
}

const itemOf = (row: Row): ReleaseItem => ({ kind: row.kind, id: row.id, digest: sha256(canonicalSealed(row)) });
