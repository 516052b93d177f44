/** The acts that concern a member: enrolling, inviting, approving, revoking, resetting, letting in again. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed, Once } from '../pieces/deed.tsx';
import { choicesOf, endOf, inWords } from '../pieces/fields.tsx';
import { visible } from '../pieces/said.tsx';

const positions = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
  'police-dispatcher',
  'crime-analyst',
  'community-service-officer',
  'maintenance-contractor',
  'custodian-of-records',
  'training-sergeant',
  'auditor',
  'city-attorney',
] as const;
const endings = [
  'left-department',
  'reassigned',
  'training-lapsed',
  'suspended',
  'misuse',
  'account-compromised',
] as const;
const sources = ['clets', 'ncic', 'dmv', 'partner-agency'] as const;

export const calledOf = (member: Row): string => visible(String(member['name'] ?? member['username'] ?? 'this member'));
const at = (member: Row) => ({ memberId: member.id });

/** The address that opens an account; shown once, to be handed over in person. */
const Invitation = ({ invitation }: { readonly invitation: string | null }): ReactNode => (
  <Once
    title="The invitation, shown this once"
    value={invitation && `${location.origin}/app/invitation#invitation=${invitation}`}
  >
    Hand it to the member himself, on paper or by a channel you trust. It opens the account once, within 72 hours.
  </Once>
);

export const Enrol = (): ReactNode => (
  <Deed
    name="enrol"
    label="Enrol a member"
    look={{ variant: 'filled', size: 'sm' }}
    about="One person, one account. The member chooses his own password and second factor by the invitation."
    fields={{
      name: { kind: 'text', label: 'Name', longest: 100 },
      username: { kind: 'text', label: 'Username', about: 'Small letters, digits, dot and dash', longest: 40 },
      position: { kind: 'choice', label: 'Position', choices: choicesOf(positions) },
    }}
    submit="Enrol and invite"
    perform={({ name, username, position }, key) =>
      api.POST('/members', {
        params: { header: key },
        body: { name, username, position },
      })
    }
    changes={['members']}
    outcome={({ invitation }) => <Invitation invitation={invitation} />}
  />
);

export const Approve = ({ member, ready }: { readonly member: Row; readonly ready: boolean }): ReactNode => (
  <Deed
    name={`approve ${member.id}`}
    label="Approve access"
    of={calledOf(member)}
    look={ready ? { variant: 'filled' } : {}}
    about={`${calledOf(member)} may then see what the position of ${inWords(member['position'])} may see (430.4U).`}
    perform={(_, key) => api.POST('/members/{memberId}/approval', { params: { path: at(member), header: key } })}
    changes={['members']}
  />
);

export const Invite = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`invite ${member.id}`}
    label="New invitation"
    of={calledOf(member)}
    about="The invitation before it is void from then on."
    perform={(_, key) => api.POST('/members/{memberId}/invitation', { params: { path: at(member), header: key } })}
    changes={[]}
    outcome={({ invitation }) => <Invitation invitation={invitation} />}
  />
);

export const Revoke = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`revoke ${member.id}`}
    label="Revoke access"
    of={calledOf(member)}
    about="Every session of his ends. The reason stands in clear on the ledger for good."
    fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(endings) } }}
    perform={({ why }, key) =>
      api.POST('/members/{memberId}/revocation', { params: { path: at(member), header: key }, body: { why } })
    }
    changes={['members']}
  />
);

export const Reset = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`reset ${member.id}`}
    label="Reset credentials"
    of={calledOf(member)}
    about="Password and second factors are void; he comes in anew by the invitation shown next. Know him first."
    perform={(_, key) => api.POST('/members/{memberId}/reset', { params: { path: at(member), header: key } })}
    changes={['members']}
    outcome={({ invitation }) => <Invitation invitation={invitation} />}
  />
);

export const Unlock = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`release ${member.id}`}
    label="Let in again"
    of={calledOf(member)}
    about="For an account that is closed after failed attempts to sign in."
    perform={(_, key) => api.POST('/members/{memberId}/release', { params: { path: at(member), header: key } })}
    changes={['members']}
  />
);

export const Address = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`address ${member.id}`}
    label="E-mail address"
    of={calledOf(member)}
    about="Where notices to this member go. It is kept sealed."
    fields={{ address: { kind: 'text', label: 'Department e-mail address', longest: 254 } }}
    perform={({ address }, key) =>
      api.POST('/members/{memberId}/address', { params: { path: at(member), header: key }, body: { address } })
    }
    changes={[]}
  />
);

export const Source = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`source ${member.id}`}
    label="Data of others"
    of={calledOf(member)}
    about="Authorises the member for data that is not the Department’s own, until a day."
    fields={{
      source: { kind: 'choice', label: 'Source', choices: choicesOf(sources) },
      until: { kind: 'day', label: 'Until' },
    }}
    perform={({ source, until }, key) =>
      api.POST('/members/{memberId}/sources', {
        params: { path: at(member), header: key },
        body: { source, validUntil: endOf(until) },
      })
    }
    changes={['sources']}
  />
);
