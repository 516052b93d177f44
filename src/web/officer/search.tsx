/** A search: what one looks for and why; what came is recorded as seen, what is opened as opened (430.7(g), 430.9). */
import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask, type Answer, type Elements, type Inquiry, setInquiry, useInquiry } from '../asking.tsx';
import { api, freshId, type Problem, Refusal } from '../calling.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { DownloadButton } from '../pieces/download.tsx';
import { InquiryFields, noInquiry } from '../pieces/inquiry.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { Picture } from './picture.tsx';
import { Detections, Hits } from './results.tsx';

export type Found = Readonly<Record<string, unknown>> & { readonly id: string };
type Sought = { readonly question: 'detections' | 'hits'; readonly elements: Elements };
type Results = Sought & {
  readonly answer: Answer;
  readonly rows: readonly Found[];
  readonly key: string;
  readonly why: Inquiry;
};

const PAGE = 1000;
const nothingSought = { question: 'detections', plate: '', plateState: '', from: '', to: '' };

/** The form's fields as the API names them; what was left empty is not looked for. */
const elementsOf = ({ plate, plateState, from, to }: typeof nothingSought): Elements => ({
  ...(plate && { plate: plate.toUpperCase().replaceAll(/\s/g, '') }),
  ...(plateState && { plateState: plateState.toUpperCase() }),
  ...(from && { from: new Date(from).toISOString() }),
  ...(to && { to: new Date(to).toISOString() }),
});

/** One question: its pages are asked for under one id. */
const useSearch = () => {
  const [results, setResults] = useState<Results | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (sought: Sought, why: Inquiry, before: Results | null): Promise<void> => {
    setBusy(true);
    const key = before?.key ?? freshId();
    try {
      const answer = await ask({ ...sought, limit: PAGE }, why, key, before?.rows.at(-1)?.id);
      const rows = [...(before?.rows ?? []), ...(answer.rows as unknown as Found[])];
      setResults({ ...sought, answer, rows, key, why });
      setProblem(null);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setProblem(error.problem);
    } finally {
      setBusy(false);
    }
  };
  return { results, problem, busy, run };
};

const Fields = ({
  value,
  set,
}: {
  readonly value: typeof nothingSought;
  readonly set: (value: typeof nothingSought) => void;
}): ReactNode => {
  const field = (name: keyof typeof nothingSought) => ({
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Group grow className="pair" align="flex-end">
        <NativeSelect
          label="Look in"
          data={[
            { value: 'detections', label: 'what cameras read' },
            { value: 'hits', label: 'alerts' },
          ]}
          {...field('question')}
        />
        <TextInput
          label="Plate"
          description="? one unknown, * several"
          maxLength={20}
          autoComplete="off"
          {...field('plate')}
        />
        <TextInput label="State" maxLength={10} {...field('plateState')} />
      </Group>
      <Group grow className="pair">
        <TextInput type="datetime-local" label="From" {...field('from')} />
        <TextInput type="datetime-local" label="To" {...field('to')} />
      </Group>
    </>
  );
};

type Opened = { readonly queryId: string; readonly row: Found };

const Look = ({ opened, close }: { readonly opened: Opened | null; readonly close: () => void }): ReactNode => (
  <Dialog opened={opened !== null} onClose={close} title="Picture of the read" size="xl">
    {opened && (
      <Picture
        kinds={['plate', 'scene']}
        label="Picture of the read"
        open={(kind, key) =>
          api.POST('/queries/{queryId}/detections/{detectionId}/image', {
            params: { path: { queryId: opened.queryId, detectionId: opened.row.id }, header: key },
            body: { kind },
            parseAs: 'blob',
          })
        }
      />
    )}
  </Dialog>
);

/** The rows as a file: a question of its own, whose rows and digest are on the ledger before it leaves. */
const Export = ({ results: { question, elements, why } }: { readonly results: Results }): ReactNode => (
  <DownloadButton
    label="Export as CSV"
    file={`alpr-${question}-${new Date().toISOString().slice(0, 10)}.csv`}
    perform={(key) =>
      api.POST('/queries/export', {
        params: { header: key },
        body: { ...why, question, elements, limit: PAGE },
        parseAs: 'blob',
      })
    }
  />
);

const Shown = ({
  results,
  busy,
  more,
}: {
  readonly results: Results;
  readonly busy: boolean;
  readonly more: () => void;
}): ReactNode => {
  const [opened, setOpened] = useState<Opened | null>(null);
  const { rows, answer, question } = results;
  return (
    <Stack gap="sm">
      <Text role="status">
        {rows.length === 0 ? 'Nothing was found.' : `${rows.length} found, each recorded as seen.`}{' '}
        {answer.withheld > 0 && `${answer.withheld} left out because they concern you.`}
      </Text>
      {question === 'detections' && rows.length > 0 && (
        <Detections rows={rows} open={(row) => setOpened({ queryId: answer.queryId, row })} />
      )}
      {question === 'hits' && rows.length > 0 && <Hits rows={rows} />}
      <Group align="flex-start">
        {answer.more && (
          <Button variant="default" loading={busy} onClick={more}>
            {`The next ${PAGE}`}
          </Button>
        )}
        {rows.length > 0 && <Export results={results} />}
      </Group>
      {answer.more && (
        <Text size="sm" c="dimmed">
          {`A file holds the first ${PAGE}; narrow the search for the others.`}
        </Text>
      )}
      <Look opened={opened} close={() => setOpened(null)} />
    </Stack>
  );
};

export const Search = (): ReactNode => {
  const said = useInquiry();
  const [why, setWhy] = useState<Inquiry>(said ?? noInquiry);
  const [sought, setSought] = useState(nothingSought);
  const { results, problem, busy, run } = useSearch();
  const search = (event: FormEvent): void => {
    event.preventDefault();
    setInquiry(why);
    void run({ question: sought.question as Sought['question'], elements: elementsOf(sought) }, why, null);
  };
  return (
    <Stack gap="md">
      <PageTitle>Search</PageTitle>
      <Paper withBorder p="md">
        <form onSubmit={search} aria-label="Search">
          <Stack gap="sm">
            <Fields value={sought} set={setSought} />
            <InquiryFields value={why} onChange={setWhy} />
            <Group>
              <Button type="submit" loading={busy}>
                Search
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
      {problem && <RefusalPanel problem={problem} />}
      {results && !problem && (
        <Shown results={results} busy={busy} more={() => void run(results, results.why, results)} />
      )}
    </Stack>
  );
};
