/** Other agencies on the register, the persons who ask in their name, and what can be done about both. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { agencyKind, agencyKinds } from '../pieces/agreements.tsx';
import { Deed, More, Once } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, endOf } from '../pieces/fields.tsx';
import type { Column } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';

const endings = [
  'left-agency',
  'reassigned',
  'credential-lost',
  'misuse',
  'agency-request',
  'dissolved',
  'mistaken',
] as const;

const calledOf = (agency: Row): string => String(agency['agencyName'] ?? 'this agency');

const Token = ({ token }: { readonly token: string | null }): ReactNode => (
  <Once title="The person’s credential, shown this once" value={token}>
    Hand it to the person himself. It is kept nowhere.
  </Once>
);

export const RegisterAgency = (): ReactNode => (
  <Deed
    name="register-agency"
    label="Register an agency"
    look={{ variant: 'filled', size: 'sm' }}
    about="What kind of agency it is decides what may be shared with it (430.10)."
    fields={{
      agencyName: { kind: 'text', label: 'Name', longest: 200 },
      agencyClass: { kind: 'choice', label: 'Kind', choices: agencyKinds },
      california: { kind: 'yes', label: 'In California' },
      ori: { kind: 'text', label: 'ORI', longest: 9, optional: true },
      network: { kind: 'text', label: 'Sharing network', about: 'As learn', longest: 40, optional: true },
    }}
    perform={({ ori, network, ...body }, key) =>
      api.POST('/agencies', { params: { header: key }, body: { ...body, ori: ori || null, network: network || null } })
    }
    changes={['agencies']}
  />
);

const NamePerson = ({ agency }: { readonly agency: Row }): ReactNode => (
  <Deed
    name={`person ${agency.id}`}
    label="Name a person"
    of={calledOf(agency)}
    fields={{
      personName: { kind: 'text', label: 'Name' },
      rank: { kind: 'text', label: 'Rank' },
      contact: { kind: 'text', label: 'Own address at the agency' },
    }}
    perform={(body, key) =>
      api.POST('/agencies/{agencyId}/persons', {
        params: { path: { agencyId: agency.id }, header: key },
        body,
      })
    }
    changes={['agencies']}
    outcome={({ token }) => <Token token={token} />}
  />
);

const Retire = ({ agency }: { readonly agency: Row }): ReactNode => (
  <Deed
    name={`retire-agency ${agency.id}`}
    label="Retire"
    of={calledOf(agency)}
    about="Its persons come in no more."
    fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(endings) } }}
    perform={(body, key) =>
      api.POST('/agencies/{agencyId}/retirement', { params: { path: { agencyId: agency.id }, header: key }, body })
    }
    changes={['agencies']}
  />
);

const Network = ({ agency }: { readonly agency: Row }): ReactNode => (
  <Deed
    name={`network ${agency.id}`}
    label="Set network"
    of={calledOf(agency)}
    fields={{ network: { kind: 'text', label: 'Sharing network', about: 'Empty for none', optional: true } }}
    perform={({ network }, key) =>
      api.POST('/agencies/{agencyId}/network', {
        params: { path: { agencyId: agency.id }, header: key },
        body: { network: network || null },
      })
    }
    changes={['agencies']}
  />
);

const Exception = ({ agency }: { readonly agency: Row }): ReactNode => (
  <Deed
    name={`exception ${agency.id}`}
    label="Make an exception"
    of={calledOf(agency)}
    about="For sharing outside the networks adopted, until a day (430.10(d))."
    fields={{ until: { kind: 'day', label: 'Until' }, reason: { kind: 'words', label: 'Reason' } }}
    perform={({ until, reason }, key) =>
      api.POST('/agencies/{agencyId}/exception', {
        params: { path: { agencyId: agency.id }, header: key },
        body: { until: endOf(until), reason },
      })
    }
    changes={['agencies']}
  />
);

type PersonRow = {
  readonly id: string;
  readonly personId: string;
  readonly personName: string | null;
  readonly rank: string | null;
  readonly contact: string | null;
  readonly removedAt: string | null;
  readonly agency: Row;
};

export const personsOf = (agencies: readonly Row[]): readonly PersonRow[] =>
  agencies.flatMap((agency) =>
    (agency['persons'] as readonly Omit<PersonRow, 'id' | 'agency'>[]).map((person) => ({
      ...person,
      id: person.personId,
      agency,
    })),
  );

const RemovePerson = ({ person }: { readonly person: PersonRow }): ReactNode => (
  <Deed
    name={`remove ${person.id}`}
    label="Remove"
    of={String(person.personName)}
    fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(endings) } }}
    perform={(body, key) =>
      api.POST('/agencies/{agencyId}/persons/{personId}/removal', {
        params: { path: { agencyId: person.agency.id, personId: person.id }, header: key },
        body,
      })
    }
    changes={['agencies']}
  />
);

const NewToken = ({ person }: { readonly person: PersonRow }): ReactNode => (
  <Deed
    name={`token ${person.id}`}
    label="New credential"
    of={String(person.personName)}
    about="The one before it is void from then on."
    perform={(_, key) =>
      api.POST('/agencies/{agencyId}/persons/{personId}/credential', {
        params: { path: { agencyId: person.agency.id, personId: person.id }, header: key },
      })
    }
    changes={[]}
    outcome={({ token }) => <Token token={token} />}
  />
);

export const agencyColumns: readonly Column<Row>[] = [
  { head: 'Agency', cell: ({ agencyName }) => <Said>{agencyName}</Said> },
  { head: 'Kind', cell: ({ agencyClass }) => agencyKind(agencyClass) },
  { head: 'State', cell: ({ california }) => (california ? 'California' : 'elsewhere') },
  { head: 'ORI', cell: ({ ori }) => <Said>{ori}</Said> },
  {
    head: 'Network',
    cell: ({ network, networkApproved, exceptionUntil }) => (
      <span className="due">
        <Said>{network}</Said>
        <Status kind={networkApproved ? 'good' : 'doubt'}>{networkApproved ? 'adopted' : 'not adopted'}</Status>
        {exceptionUntil !== null && (
          <>
            exception <Due by={exceptionUntil} soon={30} />
          </>
        )}
      </span>
    ),
  },
  {
    head: 'What you can do',
    cell: (agency) =>
      agency['retiredAt'] !== null ? (
        <Status kind="quiet">retired</Status>
      ) : (
        <span className="deeds">
          <NamePerson agency={agency} />
          <More of={calledOf(agency)}>
            <Network agency={agency} />
            <Exception agency={agency} />
            <Retire agency={agency} />
          </More>
        </span>
      ),
  },
];

export const personColumns: readonly Column<PersonRow>[] = [
  { head: 'Person', cell: ({ personName }) => <Said>{personName}</Said> },
  { head: 'Rank', cell: ({ rank }) => <Said>{rank}</Said> },
  { head: 'Agency', cell: ({ agency }) => <Said>{agency['agencyName']}</Said> },
  { head: 'Reached at', cell: ({ contact }) => <Said>{contact}</Said> },
  {
    head: 'What you can do',
    cell: (person) =>
      person.removedAt !== null ? (
        <span className="due">
          <Status kind="quiet">removed</Status> <When at={person.removedAt} days />
        </span>
      ) : (
        <span className="deeds">
          <NewToken person={person} />
          <RemovePerson person={person} />
        </span>
      ),
  },
];

export const AdoptNetworks = (): ReactNode => (
  <Deed
    name="networks"
    label="Adopt the networks"
    about="The whole list: agencies of any other network are shared with by an exception alone."
    fields={{ networks: { kind: 'text', label: 'Networks', about: 'With commas between, as learn' } }}
    perform={({ networks }, key) =>
      api.POST('/sharing/networks', {
        params: { header: key },
        body: {
          networks: networks
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        },
      })
    }
    changes={['agencies']}
  />
);
