/** The vendors’ stores: contract and attestations, the settings approved and found, their logs, and what was found. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, endOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { namesIn } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';

const kinds = ['soc-report', 'security-audit', 'penetration-test', 'hosting-location'] as const;
const calledOf = (store: Row): string => String(store['product'] ?? store['vendor'] ?? 'this store');

const Register = (): ReactNode => (
  <Deed
    name="register-vendor"
    label="Register a vendor’s store"
    fields={{
      vendor: { kind: 'text', label: 'Vendor', longest: 100 },
      product: { kind: 'text', label: 'Product', longest: 100 },
      contract: { kind: 'document', label: 'The signed contract' },
      addendum: { kind: 'document', label: 'Its CJIS addendum' },
    }}
    perform={({ contract, addendum, ...body }, key) =>
      api.POST('/vendors', {
        params: { header: key },
        body: { ...body, contract: contract || null, addendum: addendum || null },
      })
    }
    changes={['vendors']}
  />
);

const Attest = ({ store }: { readonly store: Row }): ReactNode => (
  <Deed
    name={`attest ${store.id}`}
    label="File an attestation"
    of={calledOf(store)}
    fields={{
      kind: { kind: 'choice', label: 'Kind', choices: choicesOf(kinds) },
      document: { kind: 'document', label: 'The report' },
      until: { kind: 'day', label: 'Good until' },
    }}
    perform={({ kind, document, until }, key) =>
      api.POST('/vendors/{dataStoreId}/attestations', {
        params: { path: { dataStoreId: store.id }, header: key },
        body: { kind, document: document || null, validUntil: endOf(until) },
      })
    }
    changes={['vendors']}
  />
);

/** What was typed as it is, where it is JSON; a text that is none is left for the server to refuse by name. */
const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const Settings = ({ store }: { readonly store: Row }): ReactNode => (
  <Deed
    name={`settings ${store.id}`}
    label="Record its settings"
    of={calledOf(store)}
    about="As the vendor exports them. Switches that speak of immigration enforcement are found by themselves."
    fields={{ settings: { kind: 'words', label: 'Settings, as JSON', longest: 100_000 } }}
    perform={({ settings }, key) =>
      api.POST('/vendors/{dataStoreId}/settings', {
        params: { path: { dataStoreId: store.id }, header: key },
        body: { settings: asJson(settings) as Record<string, never> },
      })
    }
    changes={['vendors', 'vendor-findings', 'attention']}
  />
);

const ApproveSettings = ({ store }: { readonly store: Row }): ReactNode => (
  <Deed
    name={`approve-settings ${store.id}`}
    label="Approve the settings"
    of={calledOf(store)}
    look={{ variant: 'filled' }}
    about="As they were last recorded. A setting that differs later is a finding."
    perform={(_, key) =>
      api.POST('/vendors/{dataStoreId}/settings/approval', {
        params: { path: { dataStoreId: store.id }, header: key },
        body: { digest: String(store['settings']) },
      })
    }
    changes={['vendors', 'vendor-findings', 'attention']}
  />
);

type Attestation = { readonly kind: string; readonly validUntil: string };

const storeColumns: readonly Column<Row>[] = [
  { head: 'Vendor', cell: ({ vendor }) => <Said>{vendor}</Said> },
  { head: 'Product', cell: ({ product }) => <Said>{product}</Said> },
  {
    head: 'Attested',
    cell: ({ attestations }) => {
      const all = attestations as readonly Attestation[];
      if (all.length === 0) return <Status kind="due">nothing on file</Status>;
      return all.map(({ kind, validUntil }) => (
        <div key={kind} className="due">
          {inWords(kind)} <Due by={validUntil} soon={60} />
        </div>
      ));
    },
  },
  {
    head: 'Settings',
    cell: ({ settings, approvedSettings, settingsAt }) => {
      if (settings === null) return <span className="nothing">never recorded</span>;
      const approved = settings === approvedSettings;
      return (
        <span className="due">
          <Status kind={approved ? 'good' : 'bad'}>{approved ? 'as approved' : 'not as approved'}</Status>
          <When at={settingsAt} days />
        </span>
      );
    },
  },
  {
    head: 'Immigration',
    cell: ({ immigration }) => (
      <Status kind={Number(immigration) > 0 ? 'bad' : 'good'}>
        {Number(immigration) > 0 ? `${String(immigration)} switches on` : 'none on'}
      </Status>
    ),
  },
  {
    head: 'What you can do',
    cell: (store) => (
      <span className="deeds">
        {store['settings'] !== null && store['settings'] !== store['approvedSettings'] && (
          <ApproveSettings store={store} />
        )}
        <Settings store={store} />
        <Attest store={store} />
      </span>
    ),
  },
];

const countsOf = (counts: unknown): string =>
  Object.entries(counts as Record<string, number>)
    .map(([what, many]) => `${many.toLocaleString()} ${inWords(what)}`)
    .join(', ');

const findingColumns = (stores: readonly Row[]): readonly Column<Row>[] => {
  const names = namesIn(stores);
  return [
    { head: 'When', cell: ({ at }) => <When at={at} /> },
    { head: 'Of', cell: ({ finding }) => inWords(finding) },
    { head: 'Store', cell: ({ subject }) => <Said>{names.known(subject) ? names.of(subject) : 'a transfer'}</Said> },
    { head: 'Found', cell: ({ counts }) => countsOf(counts) },
    {
      head: 'Which',
      cell: ({ details }) => <Said>{(details as readonly string[] | null)?.slice(0, 5).join(', ')}</Said>,
    },
  ];
};

const transferColumns: readonly Column<Row>[] = [
  { head: 'Received', cell: ({ receivedAt }) => <When at={receivedAt} /> },
  { head: 'Reads', cell: ({ count }) => Number(count).toLocaleString(), figures: true },
  { head: 'From', cell: ({ first }) => <When at={first} days /> },
  { head: 'To', cell: ({ last }) => <When at={last} days /> },
  {
    head: 'Stands',
    cell: ({ matches }) => (
      <Status kind={matches ? 'good' : 'bad'}>{matches ? 'as it was sent' : 'not as it was sent'}</Status>
    ),
  },
];

type Given = Readonly<Record<'vendors' | 'vendor-findings' | 'transfers', readonly Row[]>>;

export const Vendors = ({ vendors, 'vendor-findings': findings, transfers }: Given): ReactNode => (
  <>
    <Section title="Vendors’ stores" count={vendors.length} actions={<Register />}>
      {vendors.length === 0 ? (
        <Empty>
          None is registered. A vendor that holds reads for the Department stands here with what is on file.
        </Empty>
      ) : (
        <Rows label="Vendors’ stores" rows={vendors} columns={storeColumns} />
      )}
    </Section>
    {findings.length > 0 && (
      <Section
        title="Found of vendors"
        count={findings.length}
        about="Where what a vendor did is not what it should be."
      >
        <Rows label="Found of vendors" rows={findings} columns={findingColumns(vendors)} />
      </Section>
    )}
    {transfers.length > 0 && (
      <Section title="Transfers" count={transfers.length}>
        <Rows label="Transfers" rows={transfers} columns={transferColumns} />
      </Section>
    )}
  </>
);
