/** Several registers looked at together, and the names that stand for the numbers in them. */
import { Alert, Stack } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask, type Inquiry, type Register, type Row, useInquiry } from '../asking.tsx';
import { Refusal } from '../calling.ts';
import { InquiryForm } from './inquiry.tsx';
import { Loading } from './loading.tsx';
import { RefusalPanel } from './refusal.tsx';
import { Person } from './said.tsx';

type Shown<Names extends Register> = { readonly [Name in Names]: readonly Row[] };

/** What a register says, as it is asked once for all pages that show it. */
const questionOf = (register: Register, why: Inquiry | null) => {
  const asking = { question: 'registers', elements: { register } } as const;
  return {
    queryKey: ['ask', 'registers', register, asking, why],
    queryFn: () => ask(asking, why!),
    enabled: why !== null,
  };
};

/**
 * Asks for each register named, one look each, and shows what came once all are there: first why one looks, where that
 * was not said; then the rows by register, or the first refusal.
 * @param suggested what usually is looked at this page for: one click takes it, and it can be said otherwise
 */
export const Registers = <const Names extends readonly Register[]>({
  of,
  suggested,
  children,
}: {
  readonly of: Names;
  readonly suggested?: Inquiry;
  readonly children: (rows: Shown<Names[number]>) => ReactNode;
}): ReactNode => {
  const why = useInquiry();
  const asked = useQueries({ queries: of.map((register) => questionOf(register, why)) });
  if (why === null) return <InquiryForm {...(suggested && { suggested })} />;
  const refused = asked.find(({ error }) => error)?.error;
  const again = (): void => asked.forEach(({ error, refetch }) => error && void refetch());
  if (refused instanceof Refusal)
    return <RefusalPanel problem={refused.problem} again={again} inquiry={<InquiryForm />} />;
  if (refused) throw refused;
  if (asked.some(({ data }) => data === undefined)) return <Loading what="Asking" />;
  const cut = of.filter((_, index) => asked[index]!.data!.more);
  const rows = Object.fromEntries(of.map((name, index) => [name, asked[index]!.data!.rows])) as unknown as Shown<
    Names[number]
  >;
  return (
    <Stack gap="lg">
      {cut.length > 0 && (
        <Alert variant="outline" color="gray" title="There is more than is shown">
          {`The first thousand are shown of: ${cut.map((name) => name.replaceAll('-', ' ')).join(', ')}.`}
        </Alert>
      )}
      {children(rows)}
    </Stack>
  );
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export type Names = {
  /** The name that a row of the registers given has; the beginning of its number where none has it. */
  readonly of: (id: unknown) => string;
  readonly known: (id: unknown) => boolean;
};

/** What people call the things whose numbers other rows bear: members, cameras, lists, agencies, devices. */
export const namesIn = (...registers: readonly (readonly Row[])[]): Names => {
  const names = new Map<string, string>();
  for (const row of registers.flat()) {
    const called = [row['name'], row['agencyName'], row['username'], row['product']]
      .map(text)
      .find((one) => one !== '');
    if (called) names.set(row.id, called);
  }
  const of = (id: unknown): string => names.get(text(id)) ?? (text(id) === '' ? 'none' : text(id).slice(0, 8));
  return { of, known: (id) => names.has(text(id)) };
};

/** A member of the register, by name; what the system did itself says so. */
export const MemberOf = ({ id, members }: { readonly id: unknown; readonly members: readonly Row[] }): ReactNode => {
  if (id === null || id === undefined || id === '') return <span className="nothing">nobody</span>;
  if (id === 'clock') return 'the system';
  const row = members.find((one) => one.id === id);
  return <Person name={row?.['name']} username={row?.['username']} memberId={id} />;
};
