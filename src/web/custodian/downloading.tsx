/** Downloading reads to a case: picked from a search, with the case and what each shows in it (430.8). */
import { Alert, Button, Group, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { api } from '../calling.ts';
import { useKeptForm } from '../kept.ts';
import { save } from '../pieces/save.ts';
import { endOf, type Field, FieldOf } from '../pieces/fields.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Section } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { type Picked, PickRows } from './picking.tsx';
import { count } from './words.ts';

const fields: Readonly<Record<'caseNumber' | 'relevance' | 'until', Field>> = {
  caseNumber: { kind: 'text', label: 'Case or evidence number', longest: 60 },
  relevance: {
    kind: 'words',
    label: 'What the reads show in that case',
    about: 'As “shows the vehicle leaving the scene four minutes after the call”.',
  },
  until: {
    kind: 'day',
    label: 'Kept until',
    about: 'As long as may be, one year, where it is left empty. A clock that runs already is never made longer.',
    optional: true,
  },
};

type Asked = {
  readonly detectionId: string;
  readonly caseNumber: string;
  readonly relevance: string;
  readonly until: string;
};

const Taken = ({ reads }: { readonly reads: number }): ReactNode => (
  <Alert variant="outline" color="gray" role="status" title={`${count(reads, 'read')} downloaded`}>
    Each with its pictures, in a file of its own. Keep them in the case, and nowhere else.
  </Alert>
);

export const DownloadToCase = (): ReactNode => {
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const [taken, setTaken] = useState(0);
  const form = useKeptForm('download to case', { initialValues: { caseNumber: '', relevance: '', until: '' } });
  const { act, busy, problem } = useAct(({ detectionId, until, ...body }: Asked, key) =>
    api.POST('/detections/{detectionId}/download', {
      params: { path: { detectionId }, header: key },
      body: { ...body, until: until ? endOf(until) : null },
    }),
  );
  /** One after the other, each an act of its own; it stops at the first that is refused. */
  const download = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTaken(0);
    for (const one of picked) {
      const came = await act({ detectionId: one.row.id, ...form.values });
      if (!came) return;
      const { receipt: _, ...file } = came as unknown as Record<string, unknown>;
      save(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }), `download-${one.row.id}.json`);
      setPicked((left) => left.filter((other) => other !== one));
      setTaken((sofar) => sofar + 1);
    }
    form.taken();
  };
  return (
    <Stack gap="lg" maw={960}>
      <PageTitle>Download to a case</PageTitle>
      <Section title="1. Pick the reads" about="Each search is on record, with what you work on.">
        <PickRows picked={picked} onChange={setPicked} hits={false} />
      </Section>
      <Section
        title="2. Say for which case, and why"
        about="What you download is kept for one year at most, also when its day is purged; that you did it, for two."
      >
        <form onSubmit={(event) => void download(event)} aria-label="Download to a case">
          <Stack gap="sm">
            {Object.entries(fields).map(([name, field]) => (
              <FieldOf
                key={name}
                field={field}
                value={form.values[name as keyof typeof fields]}
                set={(value) => form.setFieldValue(name, value as never)}
              />
            ))}
            {problem && <RefusalPanel problem={problem} />}
            {taken > 0 && <Taken reads={taken} />}
            <Group>
              <Button type="submit" disabled={picked.length === 0} loading={busy}>
                {`Download ${count(picked.length, 'read')}`}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
    </Stack>
  );
};
