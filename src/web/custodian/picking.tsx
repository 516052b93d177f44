/** Picking reads and hits out of the answer to a search: for a release, or for a case. Each search is on record. */
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask, type Inquiry, type Row, useInquiry } from '../asking.tsx';
import { type Problem, Refusal } from '../calling.ts';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Plate, Said, When } from '../pieces/said.tsx';

export type Picked = { readonly kind: 'detection' | 'hit'; readonly row: Row };

const columns = (picked: ReadonlySet<string>, toggle: (row: Row) => void): readonly Column<Row>[] => [
  {
    head: 'Pick',
    width: '4rem',
    cell: (row) => (
      <Checkbox
        checked={picked.has(row.id)}
        onChange={() => toggle(row)}
        aria-label={`Pick what was captured ${String(row['capturedAt'])}`}
      />
    ),
  },
  { head: 'Plate', width: '10rem', cell: ({ plate, plateState }) => <Plate plate={plate} state={plateState} /> },
  { head: 'Captured', width: '14rem', cell: ({ capturedAt }) => <When at={capturedAt} /> },
  { head: 'Camera', cell: ({ camera }) => <Said>{camera}</Said> },
];

const iso = (local: string): string => new Date(local).toISOString();

type Typed = { readonly plate: string; readonly from: string; readonly to: string };
type Found = { readonly rows: readonly Row[]; readonly more: boolean };

const handling =
  (what: () => void) =>
  (event: FormEvent): void => {
    event.preventDefault();
    what();
  };

/** One search at a time; what came of the last one. */
const useSearch = () => {
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const search = async (kind: Picked['kind'], { plate, from, to }: Typed, why: Inquiry): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const elements = {
      ...(plate.trim() && { plate: plate.trim().toUpperCase() }),
      ...(from && { from: iso(from) }),
      ...(to && { to: iso(to) }),
    };
    try {
      const answer = await ask({ question: kind === 'hit' ? 'hits' : 'detections', elements, limit: 200 }, why);
      setFound({ rows: answer.rows as unknown as Row[], more: answer.more });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setProblem(error.problem);
    } finally {
      setBusy(false);
    }
  };
  return { found, problem, busy, search };
};

const Answered = ({
  found,
  picked,
  toggle,
}: {
  readonly found: Found;
  readonly picked: ReadonlySet<string>;
  readonly toggle: (row: Row) => void;
}): ReactNode => (
  <>
    {found.rows.length === 0 ? (
      <Empty>Nothing was found. Try another plate or time.</Empty>
    ) : (
      <Rows label="Found" rows={found.rows} columns={columns(picked, toggle)} height="40vh" />
    )}
    {found.more && <Text size="sm">There is more than is shown: give a shorter time.</Text>}
  </>
);

export const PickRows = ({
  picked,
  onChange,
  hits = true,
}: {
  readonly picked: readonly Picked[];
  readonly onChange: (next: readonly Picked[]) => void;
  /** Hits may be picked too. */
  readonly hits?: boolean;
}): ReactNode => {
  const why = useInquiry();
  const [kind, setKind] = useState<Picked['kind']>('detection');
  const [typed, setTyped] = useState({ plate: '', from: '', to: '' });
  const { found, problem, busy, search } = useSearch();
  if (why === null) return <InquiryForm />;
  const ids = new Set(picked.map(({ row }) => row.id));
  const toggle = (row: Row): void =>
    onChange(ids.has(row.id) ? picked.filter((one) => one.row.id !== row.id) : [...picked, { kind, row }]);
  const field = (name: keyof typeof typed, label: string, type: string): ReactNode => (
    <TextInput
      label={label}
      type={type}
      maxLength={20}
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      <form onSubmit={handling(() => void search(kind, typed, why))} aria-label="Search for what is to be picked">
        <Group align="flex-end" gap="sm" className="pair">
          {hits && (
            <NativeSelect
              label="Look for"
              data={[
                { value: 'detection', label: 'Reads' },
                { value: 'hit', label: 'Hits' },
              ]}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as Picked['kind'])}
            />
          )}
          {field('plate', 'Plate', 'text')}
          {field('from', 'Captured from', 'datetime-local')}
          {field('to', 'Captured before', 'datetime-local')}
          <Button type="submit" variant="default" loading={busy}>
            Search
          </Button>
        </Group>
      </form>
      {problem && <RefusalPanel problem={problem} inquiry={<InquiryForm />} />}
      {found && <Answered found={found} picked={ids} toggle={toggle} />}
      <Text size="sm" role="status">
        {`${picked.length} picked`}
      </Text>
    </Stack>
  );
};
