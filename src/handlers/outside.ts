/** What is found out before an act that concerns somebody outside is judged. */
import type { OutsideFound } from '../domain/outside.js';
import type { Request } from './orders.js';
import { Recipients } from './recipients.js';
import type { Streams } from './streams.js';

type Asking<Type extends Request['type']> = Extract<Request, { type: Type }>['data'];
type Finders = { readonly [Type in keyof OutsideFound]: (asked: Asking<Type>) => Promise<object> };

export const outsideFinders = (streams: Streams): Finders => {
  const recipients = new Recipients(streams);
  return {
    ExecuteMou: async ({ agencyId }) => ({ recipient: await recipients.of(agencyId) }),
    GrantAgencyAccess: async ({ mouId }) => ({
      recipient: await recipients.of((await recipients.mou(mouId)).agencyId),
    }),
  };
};
