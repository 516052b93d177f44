/** Whether data may go to an agency at all: what 430.10 asks of whoever is to receive it. */
import type { AgencyState } from './agency.js';
import type { Case } from './decider.js';
import { type Rule, rule, under } from './policy/rule.js';

/** Found by the shell: the agency as it stands on the register, and the networks then approved. */
export type Recipient = Pick<AgencyState, 'status' | 'agencyClass' | 'california' | 'network' | 'exceptionUntil'> & {
  readonly networks: readonly string[];
};

/** An agency nobody registered. */
export const noRecipient: Recipient = {
  status: 'none',
  agencyClass: 'non-le',
  california: false,
  network: null,
  exceptionUntil: null,
  networks: [],
};

type Of<C, S> = (facts: Case<C, S>) => Recipient;

const enforces = ({ agencyClass }: Recipient): boolean => agencyClass !== 'non-le';

/** An agency on the register, by its name. */
export const onRegister = <C, S>(of: Of<C, S>): Rule<Case<C, S>> =>
  rule(
    '430.10(a)(a)',
    'R-AGENCY-UNKNOWN',
    'the agency is on the register and in good standing',
    (facts) => of(facts).status === 'active',
    'The ALPR Administrator registers the agency first.',
  );

/** A law enforcement or prosecutorial agency; what is none is sent to the Custodian of Records. */
export const lawEnforcement = <C, S>(of: Of<C, S>): readonly Rule<Case<C, S>>[] => [
  rule(
    '430.10.0',
    'R-AGENCY-CLASS',
    'the data is shared with a law enforcement or prosecutorial agency',
    (facts) => of(facts).status !== 'active' || enforces(of(facts)),
    'Others ask the Custodian of Records, by a public records request.',
  ),
  rule(
    '430.10(e)',
    'R-NON-LE',
    'nothing is sold or transferred to an entity or person outside law enforcement',
    (facts) => of(facts).status !== 'active' || enforces(of(facts)),
    'There is no way to transfer it; figures are public, and the Custodian of Records answers for the rest.',
  ),
];

/** 430.10(d): LEARN, or what the Administrator adopted or excepted. */
export const sharingNetwork = <C, S>(of: Of<C, S>): Rule<Case<C, S>> =>
  rule(
    '430.10(d)',
    'R-NETWORK',
    'the agency uses an approved sharing network, or the ALPR Administrator approved an exception for it',
    (facts) => {
      const { network, networks, exceptionUntil } = of(facts);
      return (network !== null && networks.includes(network)) || (exceptionUntil ?? '') > facts.at;
    },
    'Ask the ALPR Administrator for an exception, with the reason and its end.',
  );

/** The statute beside the policy: only public agencies of California (Civil Code 1798.90.55(b), 1798.90.5(f)). */
export const publicAgency = <C, S>(
  of: Of<C, S>,
  settled: (facts: Case<C, S>) => boolean,
): readonly Rule<Case<C, S>>[] =>
  under<Case<C, S>>('civil-code-alpr', [
    rule(
      '430.10(f).2',
      'R-LAW-CONFLICT',
      'the receiver is a public agency of California, or the city attorney’s opinion permits it',
      (facts) => of(facts).california || settled(facts),
      'Policy 430.10(f) and Civil Code 1798.90.55(b) disagree: the city attorney files an opinion first.',
    ),
  ]);
