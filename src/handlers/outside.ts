/** What is found out before an act that concerns somebody outside is judged. */
import type { Actor } from '../domain/actor.js';
import type { OutsideFound } from '../domain/outside.js';
import type { Views } from '../projections/views.js';
import type { Vault } from '../vault/vault.js';
import { Manifests } from './manifests.js';
import type { Request } from './orders.js';
import { Recipients } from './recipients.js';
import type { Streams } from './streams.js';

type Asking<Type extends Request['type']> = Extract<Request, { type: Type }>['data'];
type Finders = { readonly [Type in keyof OutsideFound]: (asked: Asking<Type>, by: Actor) => Promise<object> };

export const outsideFinders = (streams: Streams, views: Views, vault: Vault): Finders => {
  const recipients = new Recipients(streams);
  const manifests = new Manifests(views, vault);
  const designeeUntil = async (by: Actor): Promise<string | null> =>
    (await recipients.sharing()).designees[by.id] ?? null;
  const of = async (releaseId: string) => {
    const state = await recipients.release(releaseId);
    return { state, recipient: await recipients.of(state.agencyId || null) };
  };
  const leaving = async ({ releaseId }: { readonly releaseId: string }) => {
    const { state, recipient } = await of(releaseId);
    return { recipient, now: manifests.now(state, releaseId) };
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
  };
};
