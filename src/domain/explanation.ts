/** Why data is kept beyond two years: explained by the Custodian of Records, printed in the report (430.9(e).4). */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';
import { between, day } from './time.js';

/** Classes of ALPR data whose age the report tells. */
export type ExplainedClass = 'detection' | 'hit';

// Stored for good: never rename, only add.
export type RetentionExplained = Event<
  'RetentionExplained',
  {
    readonly explanationId: string;
    readonly class: ExplainedClass;
    /** Days on which the data was captured, first and last. */
    readonly from: string;
    readonly to: string;
    readonly explainedBy: string;
  },
  { readonly explanation: string }
>;
export type ExplainRetention = Command<
  'ExplainRetention',
  Omit<RetentionExplained['data'], 'explainedBy'> & { readonly explanation: string }
>;

const begin = (date: string): string => `${date}T00:00:00.000Z`;

export const explanation: Decider<ExplainRetention, null, RetentionExplained> = {
  category: 'explanation',
  stream: ({ data }) => `explanation-${data.explanationId}`,
  initial: null,
  evolve: () => null,
  on: {
    ExplainRetention: {
      rules: [
        ...session,
        rule(
          '430.9(e).4',
          'R-NOT-CUSTODIAN',
          'what is kept longer than two years is explained by the Custodian of Records',
          ({ standing }) => standing.position === 'custodian-of-records',
          'Ask the Custodian of Records.',
        ),
        rule(
          '430.9(e).4',
          'R-EXPLANATION',
          'the explanation names the days it covers, all of them more than two years ago, and says why',
          ({ command: { data }, at, terms: { settings } }) =>
            data.from <= data.to &&
            between(begin(data.to), at) >= settings.explainDays * day &&
            data.explanation.trim().length >= settings.reasonLength,
          'Name the days, and the case, order or demand for which the data is kept.',
        ),
      ],
      events: ({ command: { data }, by }) => {
        const { explanation: text, ...days } = data;
        return [
          {
            type: 'RetentionExplained',
            data: { ...days, explainedBy: by.id },
            sealed: { explanation: text },
            keep: { class: 'register', unit: data.explanationId },
          },
        ];
      },
    },
  },
};
