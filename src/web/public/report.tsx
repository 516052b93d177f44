/** Reporting a misuse or an error: with one's name, or without, which leaves no trace of who it was. */
import { Alert, Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { api, type Key } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { ProofLink } from '../pieces/proof.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useSession } from '../session.ts';

type Violation = components['schemas']['ViolationBody'];
type Reported = components['schemas']['ReportedBody'];

const kinds: readonly { readonly value: Violation['kind']; readonly label: string }[] = [
  { value: 'error', label: 'An error: something was recorded or done wrongly' },
  { value: 'personal-use', label: 'Personal use' },
  { value: 'harassment', label: 'Harassment or intimidation' },
  { value: 'invasion-of-privacy', label: 'Invasion of privacy' },
  { value: 'disclosure', label: 'Data was given to somebody who may not have it' },
  { value: 'unauthorised-access', label: 'Somebody looked who may not' },
  { value: 'without-confirmation', label: 'A stop without confirmation of the hit' },
  { value: 'other', label: 'Something else' },
];

type Filled = { readonly kind: Violation['kind']; readonly account: string };
type Sent = Filled & { readonly named: boolean };

/** Without a name the cookie stays at home: the server is not even shown who is signed in. */
const send = ({ named, kind, account }: Sent, key: Key) => {
  const body = { kind, account, subjectId: null };
  const params = { header: key };
  return named
    ? api.POST('/violations', { params, body })
    : api.POST('/violations/anonymous', { params, body, credentials: 'omit' });
};

const Thanks = ({ reported, again }: { readonly reported: Reported; readonly again: () => void }): ReactNode => (
  <Alert variant="outline" color="green" title="The report is recorded" role="status">
    <Stack gap="xs">
      <Text>
        Keep this number, by which you may ask what became of it: <span className="digest">{reported.violationId}</span>
      </Text>
      {reported.recorded[0] && (
        <Text size="sm">
          What you wrote is sealed, and shown only to those who handle the report.{' '}
          <ProofLink eventId={reported.recorded[0].id}>The proof that it was taken</ProofLink>
        </Text>
      )}
      <Group>
        <Button variant="default" size="xs" onClick={again}>
          Report something else
        </Button>
      </Group>
    </Stack>
  </Alert>
);

export const Report = (): ReactNode => {
  const { who } = useSession();
  const [named, setNamed] = useState(false);
  const [reported, setReported] = useState<Reported | null>(null);
  const form = useKeptForm('report-violation', { initialValues: { kind: 'personal-use', account: '' } as Filled });
  const { act, busy, problem } = useAct(send);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const taken = await act({ ...form.getValues(), named: named && who !== null });
    if (!taken) return;
    form.taken();
    setReported(taken);
  };
  return (
    <Stack gap="md" maw={720}>
      <PageTitle>Report a violation</PageTitle>
      <Text>
        A report is never refused. It goes round the person it is about, who is not told. (
        <ClauseLink clause="430.9¶1.2" />)
      </Text>
      {reported ? (
        <Thanks reported={reported} again={() => setReported(null)} />
      ) : (
        <form onSubmit={(event) => void submit(event)} aria-label="Report a violation">
          <Stack gap="sm">
            {who && (
              <Radio.Group
                label="Your name"
                value={named ? 'with' : 'without'}
                onChange={(to) => setNamed(to === 'with')}
              >
                <Stack gap={6} mt={4}>
                  <Radio value="without" label="Leave it out: nobody can find out who reported; the auditor gets it" />
                  <Radio value="with" label="Give it: your supervisor gets it, and you see how far it has come" />
                </Stack>
              </Radio.Group>
            )}
            <NativeSelect label="What is it about?" data={[...kinds]} {...form.getInputProps('kind')} />
            <Textarea
              label="What you saw, in your own words"
              description="Who, what and when, as well as you know. Do not write your own name if you leave it out."
              autosize
              minRows={5}
              maxLength={10_000}
              required
              {...form.getInputProps('account')}
            />
            {problem && <RefusalPanel problem={problem} />}
            <Group>
              <Button type="submit" loading={busy}>
                {named && who ? 'Report under my name' : 'Report without a name'}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
};
