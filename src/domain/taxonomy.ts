/** The purposes open in the Department: adopted by the Administrator out of those the policy names, never beyond. */
import type { Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { isPurpose, type Purpose, usualPurposes } from './policy/purposes.js';
import { rule } from './policy/rule.js';
import { administration } from './standing.js';

// Stored for good: never rename, only add.
export type PurposeTaxonomyAdopted = Event<'PurposeTaxonomyAdopted', { readonly purposes: readonly Purpose[] }>;

export type AdoptPurposeTaxonomy = Command<'AdoptPurposeTaxonomy', { readonly purposes: readonly string[] }>;

export type TaxonomyState = { readonly purposes: readonly Purpose[] };

const inOrder = (purposes: readonly string[]): readonly Purpose[] =>
  usualPurposes.filter((purpose) => purposes.includes(purpose));

export const taxonomy: Decider<AdoptPurposeTaxonomy, TaxonomyState, PurposeTaxonomyAdopted> = {
  category: 'taxonomy',
  stream: () => `taxonomy-${departmentId}`,
  initial: { purposes: usualPurposes },
  evolve: (_, { data }) => ({ purposes: data.purposes }),
  on: {
    AdoptPurposeTaxonomy: {
      rules: [
        ...administration,
        rule(
          '430.1¶2.2',
          'R-PURPOSE',
          'each purpose adopted is a use or goal that the policy names, and there is one at least',
          ({ command: { data } }) => data.purposes.length > 0 && data.purposes.every(isPurpose),
          'Choose among the purposes of 430.1 and 430.9(b); what they do not name takes another policy.',
        ),
      ],
      events: ({ command: { data }, state }) => {
        const purposes = inOrder(data.purposes);
        if (purposes.join() === state.purposes.join()) return [];
        return [{ type: 'PurposeTaxonomyAdopted', data: { purposes } }];
      },
    },
  },
};
