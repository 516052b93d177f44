/** What a vendor sends of itself, made comparable: its switches, its audit log, and the reads that it still holds. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import { judgeReason } from '../domain/policy/reasons.js';
import { parseVendorLog } from '../intake/vendorlog.js';
import type { Views } from '../projections/views.js';
import { heldBetween } from '../projections/vendors.js';
import { canonicalSealed } from '../vault/canonical.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { sha256 } from './ids.js';
import { type Receipt, Refused, type Request } from './orders.js';

/** Switches in one snapshot at most, and how deep they may be nested. */
const MOST_SWITCHES = 2_000;
const DEEPEST = 12;
const LONGEST = 200;

export type Switches = {
  /** Path → value as text, such as `sharing.nationwide` → `true`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly digest: string;
  /** Paths that are on and speak of immigration. */
  readonly immigration: readonly string[];
};

const off = new Set(['false', 'off', 'no', 'none', 'never', 'disabled', 'denied', '0', '', 'null', '[]', '{}']);

const flattened = (value: unknown, path: string, into: Map<string, string>, depth: number): void => {
  if (depth > DEEPEST) throw new Malformed('The switches are nested too deep', 'settings', `Use ${DEEPEST} levels.`);
  if (into.size > MOST_SWITCHES)
    throw new Malformed('There are too many switches', 'settings', `Send ${MOST_SWITCHES} at most.`);
  const inner = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  if (inner.length === 0) into.set(path.slice(0, LONGEST), String(JSON.stringify(value)).slice(0, LONGEST));
  for (const [name, member] of inner) flattened(member, path === '' ? name : `${path}.${name}`, into, depth + 1);
};

/** `shareWithICE` and `share_with_ice` are read as words. */
const inWords = (path: string): string =>
  path
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim();

const isOn = (text: string): boolean => !off.has(text.replaceAll('"', '').trim().toLowerCase());

/** A list that names an immigration agency shares with it, whatever the switch is called. */
const shares = (path: string, text: string): boolean =>
  isOn(text) && [inWords(path), inWords(text)].some((words) => judgeReason(words).immigration !== 'none');

/** The switches of an export in any shape, by their paths; their order says nothing. @throws Malformed */
export const switchesOf = (exported: unknown): Switches => {
  if (exported === null || typeof exported !== 'object')
    throw new Malformed('There are no switches', 'settings', 'Send the vendor’s settings as a JSON object.');
  const found = new Map<string, string>();
  flattened(exported, '', found, 0);
  const settings = Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  const immigration = Object.entries(settings)
    .filter(([path, text]) => shares(path, text))
    .map(([path]) => path);
  return { settings, digest: sha256(canonicalSealed(settings)), immigration };
};

/** Found: how many reads of ours, of that time, are not among those the vendor returned. */
export const missingFrom = (views: Views, ids: readonly string[], from: string, to: string): number => {
  const returned = new Set(ids);
  return heldBetween(views.db, from, to).filter((id) => !returned.has(id)).length;
};

/** SHA-256 of the ids, sorted, one a line, hex: how a manifest names its reads. */
export const readsDigest = (ids: readonly string[]): string => sha256([...ids].sort().join('\n'));

type Held = {
  readonly asOf: string;
  readonly from: string;
  readonly reads: readonly { readonly sourceEventId: string; readonly capturedAt: string }[];
};
type Discrepancy = { readonly vanished: number; readonly changed: number; readonly columnsDropped: number };

export class Vendoring {
  constructor(private readonly commands: CommandBus) {}

  /** @throws Refused, Malformed */
  async snapshot(dataStoreId: string, exported: unknown, by: Member, commandId: string) {
    const { settings, digest, immigration } = switchesOf(exported);
    const data = { dataStoreId, settings, digest, immigration };
    const receipt = await this.#act({ type: 'SnapshotVendorSettings', data }, by, commandId);
    return { receipt, digest, immigration };
  }

  /** @throws Refused */
  reconcile(dataStoreId: string, { asOf, from, reads }: Held, by: Member, commandId: string): Promise<Receipt> {
    const ids = reads.map(({ sourceEventId }) => sourceEventId);
    const data = {
      dataStoreId,
      asOf,
      from,
      ids,
      times: reads.map(({ capturedAt }) => capturedAt),
      list: readsDigest(ids),
    };
    return this.#act({ type: 'ReconcileVendorPurge', data }, by, commandId);
  }

  /** @throws Refused, Malformed naming the line that cannot be read */
  async importLog(
    dataStoreId: string,
    csv: Uint8Array,
    by: Member,
    commandId: string,
  ): Promise<{ receipt: Receipt; rows: number; discrepancy: Discrepancy | null }> {
    const { file, header, columnNames, rows } = parseVendorLog(csv);
    const data = { dataStoreId, file, header, columnNames, rows };
    const receipt = await this.#act({ type: 'ImportVendorLog', data }, by, commandId);
    const found = receipt.recorded.find(({ type }) => type === 'VendorLogDiscrepancy')?.data as Discrepancy | undefined;
    const { vanished, changed, columnsDropped } = found ?? { vanished: 0, changed: 0, columnsDropped: 0 };
    return { receipt, rows: rows.length, discrepancy: found ? { vanished, changed, columnsDropped } : null };
  }

  async #act(request: Request, by: Member, commandId: string): Promise<Receipt> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }
}
