/** Agreements with other agencies, in one table for whoever executes them and whoever grants access under them. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from './due.tsx';
import { inWords } from './fields.tsx';
import { Empty } from './refusal.tsx';
import { namesIn } from './registers.tsx';
import { type Column, Rows } from './rows.tsx';
import { Said, When } from './said.tsx';
import { Status } from './status.tsx';

const Determined = ({ valuesAct }: { readonly valuesAct: unknown }): ReactNode => {
  const determined = valuesAct as { readonly complies: boolean; readonly basis: string | null } | null;
  if (!determined) return <Status kind="due">not determined</Status>;
  return (
    <span title={determined.basis ?? ''}>
      <Status kind={determined.complies ? 'good' : 'bad'}>
        {determined.complies ? 'complies' : 'does not comply'}
      </Status>
    </span>
  );
};

const Access = ({ row }: { readonly row: Row }): ReactNode => {
  if (row['ended'] !== null) return <Status kind="quiet">{`agreement ${String(row['ended'])}`}</Status>;
  if (row['revokedAt'] !== null) return <Status kind="bad">revoked</Status>;
  return row['grantedAt'] === null ? <Status kind="open">not granted</Status> : <Status kind="good">granted</Status>;
};

/** @param can what whoever looks can do about one agreement */
export const Agreements = ({
  agreements,
  agencies,
  can,
}: {
  readonly agreements: readonly Row[];
  readonly agencies: readonly Row[];
  readonly can: (agreement: Row) => ReactNode;
}): ReactNode => {
  const names = namesIn(agencies);
  const columns: readonly Column<Row>[] = [
    { head: 'Agency', cell: ({ agencyId }) => <Said>{names.of(agencyId)}</Said> },
    { head: 'May search', cell: ({ scope }) => (scope as readonly string[]).map(inWords).join(', ') },
    { head: 'From', cell: ({ from }) => <When at={from} days /> },
    { head: 'Until', cell: ({ until, ended }) => <Due by={until} soon={30} done={ended !== null} /> },
    { head: 'Values Act', cell: ({ valuesAct }) => <Determined valuesAct={valuesAct} /> },
    { head: 'Access', cell: (row) => <Access row={row} /> },
    { head: 'What you can do', cell: (row) => <span className="deeds">{row['ended'] === null && can(row)}</span> },
  ];
  if (agreements.length === 0)
    return (
      <Empty>None. An agreement that the Chief executes stands here, with its determination and its access.</Empty>
    );
  return <Rows label="Agreements" rows={agreements} columns={columns} />;
};

export const agreementEndings = ['agency-request', 'misuse', 'not-needed', 'superseded', 'law-changed'] as const;

/** What an agency is, in words; the kind decides what may be shared with it. */
export const agencyKinds = [
  { value: 'local-le', label: 'local law enforcement' },
  { value: 'state-le', label: 'State law enforcement' },
  { value: 'prosecutor', label: 'prosecutor' },
  { value: 'federal-le', label: 'federal law enforcement' },
  { value: 'federal-immigration', label: 'federal immigration enforcement' },
  { value: 'out-of-state-le', label: 'law enforcement of another State' },
  { value: 'non-le', label: 'no law enforcement agency' },
] as const;

export const agencyKind = (of: unknown): string => agencyKinds.find(({ value }) => value === of)?.label ?? inWords(of);
