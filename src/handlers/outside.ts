/** What is found out before an act that concerns somebody outside is judged. */
import type { Actor } from '../domain/actor.js';
import type { OutsideFound } from '../domain/outside.js';
import type { Views } from '../projections/views.js';
import type { Vault } from '../vault/vault.js';
import { dataStore, type DataStoreState } from '../domain/datastore.js';
import { equipment, type EquipmentState } from '../domain/equipment.js';
import { readsOf } from '../projections/vendors.js';
import type { AnyDecider } from './deciders.js';
import { Manifests } from './manifests.js';
import { PublicPackages } from './publicpackages.js';
import { missingFrom, readsDigest } from './vendoring.js';
import type { Request } from './orders.js';
import { Recipients } from './recipients.js';
import type { Streams } from './streams.js';

type Asking<Type extends Request['type']> = Extract<Request, { type: Type }>['data'];
type Finders = { readonly [Type in keyof OutsideFound]: (asked: Asking<Type>, by: Actor) => Promise<object> };

export const outsideFinders = (streams: Streams, views: Views, vault: Vault): Finders => {
  const recipients = new Recipients(streams);
  const manifests = new Manifests(views, vault);
  const packages = new PublicPackages(views, streams, vault);
  const state = async <State>(decider: unknown, stream: string): Promise<State> =>
    (await streams.load(decider as AnyDecider, stream)).state as State;
  const designeeUntil = async (by: Actor): Promise<string | null> =>
    (await recipients.sharing()).designees[by.id] ?? null;
  const of = async (releaseId: string) => {
    const standing = await recipients.release(releaseId);
    return { standing, recipient: await recipients.of(standing.agencyId || null) };
  };
  const leaving = async ({ releaseId }: { readonly releaseId: string }) => {
    const { standing, recipient } = await of(releaseId);
    return { recipient, now: manifests.now(standing, releaseId) };
  };
  return {
    ExecuteMou: async ({ agencyId }) => ({ recipient: await recipients.of(agencyId) }),
    GrantAgencyAccess: async ({ mouId }) => ({
      recipient: await recipients.of((await recipients.mou(mouId)).agencyId),
    }),
    SubmitRelease: async ({ agencyId }) => ({ recipient: await recipients.of(agencyId) }),
    DetermineValuesAct: async (_, by) => ({ designeeUntil: await designeeUntil(by) }),
    PrepareRelease: async ({ detectionIds, hitIds }) => {
      await views.caughtUp();
      return manifests.of(detectionIds, hitIds);
    },
    ApproveRelease: async ({ releaseId }, by) => {
      const { recipient } = await of(releaseId);
      return { recipient, designeeUntil: await designeeUntil(by) };
    },
    DenyRelease: async (_, by) => ({ designeeUntil: await designeeUntil(by) }),
    FulfilRelease: leaving,
    CollectRelease: leaving,
    DiscloseRecords: (period) => packages.found(period),
    ReconcileVendorPurge: async ({ ids, from, asOf }) => {
      await views.caughtUp();
      return { missing: missingFrom(views, ids, from, asOf) };
    },
    ImportVendorLog: async ({ dataStoreId }) => {
      const { registered } = await state<DataStoreState>(dataStore, `datastore-${dataStoreId}`);
      return { storeRegistered: registered };
    },
    ReceiveBatch: async ({ cameraId, first, last }) => {
      await views.caughtUp();
      const { status } = await state<EquipmentState>(equipment, `equipment-${cameraId}`);
      const ids = readsOf(views.db, cameraId, first, last);
      return { inService: status === 'active', recorded: ids.length, recordedReads: readsDigest(ids) };
    },
  };
};
