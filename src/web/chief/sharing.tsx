/** Agreements for searchable access, executed, determined and ended by the Chief; and designees. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { agreementEndings, Agreements } from '../pieces/agreements.tsx';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, endOf, startOf } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, namesIn, Registers } from '../pieces/registers.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Section } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { chiefsLook } from './daily.ts';

/** What an agreement must say (430.10M(b), 430.10(d) to (f)); one that is not ticked is refused. */
const clauses = [
  { value: 'legitimate-use-only', label: 'only for legitimate law enforcement or public safety' },
  { value: 'no-immigration-enforcement', label: 'nothing for immigration enforcement' },
  { value: 'no-onward-transfer', label: 'nothing passed on, sold or transferred' },
  { value: 'reason-for-every-search', label: 'every search logged with user, date, time and purpose' },
  { value: 'audit-on-demand', label: 'the Department may audit the searches' },
  { value: 'breach-notice', label: 'a breach is told to the Department at once' },
  { value: 'retention-limit', label: 'kept no longer than the case needs' },
  { value: 'termination', label: 'the Department may end it at any time' },
] as const;

const calledOf = (row: Row): string =>
  String(row['name'] ?? row['agencyName'] ?? row['username'] ?? row.id.slice(0, 8));

const Execute = ({ agencies }: { readonly agencies: readonly Row[] }): ReactNode => (
  <Deed
    name="execute"
    label="Execute an agreement"
    look={{ variant: 'filled', size: 'sm' }}
    about="You sign it on paper; its digest and terms are recorded here. The Administrator grants access apart."
    fields={{
      agencyId: {
        kind: 'choice',
        label: 'Agency',
        choices: agencies
          .filter(({ retiredAt }) => retiredAt === null)
          .map((agency) => ({ value: agency.id, label: calledOf(agency) })),
      },
      from: { kind: 'day', label: 'From' },
      until: { kind: 'day', label: 'Until' },
      scope: { kind: 'several', label: 'What may be searched', choices: choicesOf(['detections', 'hits']) },
      clauses: { kind: 'several', label: 'What the agreement says', choices: clauses },
      document: { kind: 'document', label: 'The signed agreement' },
    }}
    perform={({ agencyId, from, until, scope, clauses: said, document }, key) =>
      api.POST('/sharing/agreements', {
        params: { header: key },
        body: { agencyId, from: startOf(from), until: endOf(until), scope, clauses: said, document: document || null },
      })
    }
    changes={['agreements', 'attention']}
  />
);

const Can = ({ agreement, of }: { readonly agreement: Row; readonly of: string }): ReactNode => {
  const path = { mouId: agreement.id };
  return (
    <>
      <Deed
        name={`mou-values ${agreement.id}`}
        label="Determine under the Values Act"
        of={of}
        look={agreement['valuesAct'] === null ? { variant: 'filled' } : {}}
        fields={{
          complies: { kind: 'yes', label: 'Access under it complies' },
          basis: { kind: 'words', label: 'What the determination rests on' },
        }}
        perform={(body, key) =>
          api.POST('/sharing/agreements/{mouId}/values-act', { params: { path, header: key }, body })
        }
        changes={['agreements', 'attention']}
      />
      <Deed
        name={`terminate ${agreement.id}`}
        label="End the agreement"
        of={of}
        about="The access granted under it ends at the same moment."
        fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(agreementEndings) } }}
        perform={(body, key) =>
          api.POST('/sharing/agreements/{mouId}/termination', { params: { path, header: key }, body })
        }
        changes={['agreements', 'attention']}
      />
    </>
  );
};

const Name = ({ members }: { readonly members: readonly Row[] }): ReactNode => (
  <Deed
    name="designee"
    label="Name a designee"
    about="Who decides on releases in your place, until a day within a year (430.10(b))."
    fields={{
      memberId: {
        kind: 'choice',
        label: 'Member',
        choices: members
          .filter(({ approved }) => approved === true)
          .map((member) => ({ value: member.id, label: calledOf(member) })),
      },
      until: { kind: 'day', label: 'Until' },
    }}
    perform={({ memberId, until }, key) =>
      api.POST('/sharing/designees', { params: { header: key }, body: { memberId, until: endOf(until) } })
    }
    changes={['designees']}
  />
);

const End = ({ memberId, of }: { readonly memberId: string; readonly of: string }): ReactNode => (
  <Deed
    name={`end-designee ${memberId}`}
    label="End it"
    of={of}
    perform={(_, key) => api.POST('/sharing/designees/{memberId}/end', { params: { path: { memberId }, header: key } })}
    changes={['designees']}
  />
);

type Given = Readonly<Record<'agreements' | 'agencies' | 'designees' | 'members', readonly Row[]>>;

const Shown = ({ agreements, agencies, designees, members }: Given): ReactNode => {
  const names = namesIn(agencies, members);
  return (
    <>
      <Section title="Agreements" count={agreements.length} actions={<Execute agencies={agencies} />}>
        <Agreements
          agreements={agreements}
          agencies={agencies}
          can={(agreement) => <Can agreement={agreement} of={names.of(agreement['agencyId'])} />}
        />
      </Section>
      <Section
        title="Designees for releases"
        count={designees.length}
        about="They decide on releases in the Chief’s place."
        actions={<Name members={members} />}
      >
        {designees.length === 0 ? (
          <Empty>None: you decide on every release yourself.</Empty>
        ) : (
          <Rows
            label="Designees"
            rows={designees}
            columns={[
              { head: 'Member', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
              { head: 'Until', cell: ({ until }) => <Due by={until} soon={30} /> },
              {
                head: 'What you can do',
                cell: ({ memberId }) => <End memberId={String(memberId)} of={names.of(memberId)} />,
              },
            ]}
          />
        )}
      </Section>
    </>
  );
};

export const Sharing = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Agreements and designees</PageTitle>
    <Registers of={['agreements', 'agencies', 'designees', 'members']} suggested={chiefsLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
