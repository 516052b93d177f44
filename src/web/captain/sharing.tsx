/** Those outside: agencies and their persons, agreements and the access under them, and the vendors’ stores. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { agreementEndings, Agreements } from '../pieces/agreements.tsx';
import { Deed } from '../pieces/deed.tsx';
import { choicesOf } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { namesIn, Registers } from '../pieces/registers.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Section } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { AdoptNetworks, agencyColumns, personColumns, personsOf, RegisterAgency } from './agencies.tsx';
import { dailyLook } from './daily.ts';
import { Vendors } from './vendors.tsx';

const Access = ({ agreement, of }: { readonly agreement: Row; readonly of: string }): ReactNode => {
  const path = { mouId: agreement.id };
  const stands = agreement['grantedAt'] !== null && agreement['revokedAt'] === null;
  if (stands)
    return (
      <Deed
        name={`revoke-access ${agreement.id}`}
        label="Revoke access"
        of={of}
        fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(agreementEndings) } }}
        perform={(body, key) =>
          api.POST('/sharing/agreements/{mouId}/access/revocation', { params: { path, header: key }, body })
        }
        changes={['agreements', 'attention']}
      />
    );
  return (
    <Deed
      name={`grant-access ${agreement.id}`}
      label="Grant access"
      of={of}
      about="Under an agreement in force that the Chief determined to comply with the Values Act."
      perform={(_, key) => api.POST('/sharing/agreements/{mouId}/access', { params: { path, header: key } })}
      changes={['agreements', 'attention']}
    />
  );
};

type Given = Readonly<
  Record<'agencies' | 'agreements' | 'vendors' | 'vendor-findings' | 'vendor-logs' | 'transfers', readonly Row[]>
>;

const Shown = (rows: Given): ReactNode => {
  const { agencies, agreements } = rows;
  const names = namesIn(agencies);
  const persons = personsOf(agencies);
  return (
    <>
      <Section title="Agencies" count={agencies.length} actions={<AdoptNetworks />}>
        {agencies.length === 0 ? (
          <Empty>None is registered. Nothing is released to an agency that is not.</Empty>
        ) : (
          <Rows label="Agencies" rows={agencies} columns={agencyColumns} />
        )}
      </Section>
      {persons.length > 0 && (
        <Section title="Their persons" count={persons.length}>
          <Rows label="Their persons" rows={persons} columns={personColumns} />
        </Section>
      )}
      <Section
        title="Agreements"
        count={agreements.length}
        about="Executed and determined by the Chief; you grant access."
      >
        <Agreements
          agreements={agreements}
          agencies={agencies}
          can={(agreement) => <Access agreement={agreement} of={names.of(agreement['agencyId'])} />}
        />
      </Section>
      <Vendors {...rows} />
    </>
  );
};

export const Outside = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<RegisterAgency />}>Agencies and vendors</PageTitle>
    <Registers
      of={['agencies', 'agreements', 'vendors', 'vendor-findings', 'vendor-logs', 'transfers']}
      suggested={dailyLook}
    >
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
