/** Guidelines and procedures of the Administrator, each held against what Civil Code 1798.90.51 and .53 ask for. */
import type { Command, Decider, Event } from './decider.js';
import { type Clause, isClause } from './policy/clauses.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';

/** Civil Code 1798.90.51(b)(2)(A) to (G), and the periodic audits of 1798.90.53(b)(2)(C), which end-users owe too. */
export const required = {
  'authorised-purposes': 'the authorised purposes for using the system and collecting information (A)',
  'titles-and-training': 'the job titles of those who may use it, and the training required of them (B)',
  monitoring: 'how the system is monitored for security and compliance with privacy law (C)',
  'periodic-audits': 'a process for periodic system audits (C of 1798.90.53)',
  sharing: 'the purposes of, process for and restrictions on sale, sharing and transfer (D)',
  custodian: 'the title of the official custodian or owner responsible (E)',
  accuracy: 'reasonable measures for accuracy, and for correcting errors (F)',
  retention: 'how long information is kept, and how it is decided whether and when to destroy it (G)',
} as const;
export type RequiredElement = keyof typeof required;

export const requiredElements = Object.keys(required) as RequiredElement[];

/** Where an element is answered: the clauses of the policy that the procedure carries out. */
export type Answered = { readonly element: string; readonly clauses: readonly string[] };

// Stored for good: never rename, only add.
export type ProcedureAdopted = Event<
  'ProcedureAdopted',
  {
    readonly procedureId: string;
    /** SHA-256 of its text, hex. */
    readonly digest: string;
    readonly adoptedBy: string;
    readonly answered: readonly { readonly element: RequiredElement; readonly clauses: readonly Clause[] }[];
  },
  { readonly title: string }
>;
export type AdoptProcedure = Command<
  'AdoptProcedure',
  {
    readonly procedureId: string;
    readonly title: string;
    readonly digest: string;
    readonly answered: readonly Answered[];
  }
>;

export type ProcedureState = { readonly digest: string | null };

/** Elements that no clause of this policy answers. Pure; the checker behind `alpr-ledger` and the API alike. */
export const unanswered = (answered: readonly Answered[]): readonly RequiredElement[] =>
  requiredElements.filter(
    (element) =>
      !answered.some((one) => one.element === element && one.clauses.length > 0 && one.clauses.every(isClause)),
  );

export const procedure: Decider<AdoptProcedure, ProcedureState, ProcedureAdopted> = {
  category: 'procedure',
  stream: ({ data }) => `procedure-${data.procedureId}`,
  initial: { digest: null },
  evolve: (_, { data }) => ({ digest: data.digest }),
  on: {
    AdoptProcedure: {
      rules: [
        ...session,
        rule(
          '430.4A.0',
          'R-NOT-ADMIN',
          'guidelines and procedures are adopted by the ALPR Administrator',
          ({ standing }) => standing.administrator,
          'Ask the ALPR Administrator.',
        ),
        rule(
          '430.4A.0',
          'R-PROCEDURE-INCOMPLETE',
          'the procedure answers every element of Civil Code 1798.90.51(b)(2), each with clauses of this policy',
          ({ command: { data } }) =>
            unanswered(data.answered).length === 0 &&
            data.answered.every(({ element }) => Object.hasOwn(required, element)),
          'Answer all elements, (A) to (G) and the periodic audits, by naming the clauses that carry each out.',
        ),
        rule(
          '430.4A.0',
          'R-PROCEDURE-TEXT',
          'the procedure has a title, and its text a digest',
          ({ command: { data } }) => data.title.trim() !== '' && /^[0-9a-f]{64}$/.test(data.digest),
          'Give the title, and the SHA-256 of the adopted text.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.digest === data.digest
          ? []
          : [
              {
                type: 'ProcedureAdopted',
                data: {
                  procedureId: data.procedureId,
                  digest: data.digest,
                  adoptedBy: by.id,
                  answered: data.answered as ProcedureAdopted['data']['answered'],
                },
                sealed: { title: data.title },
                keep: { class: 'register', unit: data.procedureId },
              },
            ],
    },
  },
};
