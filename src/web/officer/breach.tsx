/** One button for a breach: what happened in a sentence, and the ALPR Administrator is told at once (430.6(j)). */
import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { ProofLink } from '../pieces/proof.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { PageTitle } from '../pieces/title.tsx';

type Report = components['schemas']['BreachReportBody'];

export const Breach = (): ReactNode => {
  const form = useKeptForm('breach', { initialValues: { account: '' } });
  const [receipt, setReceipt] = useState<string | null>(null);
  const { act, busy, problem } = useAct((body: Report, key) =>
    api.POST('/incidents', { params: { header: key }, body }),
  );
  const report = form.onSubmit(({ account }) => {
    void act({ account, subjectId: null } as Report).then((done) => {
      if (!done) return;
      setReceipt(done.recorded[0]?.id ?? '');
      form.taken();
    });
  });
  return (
    <Stack gap="md" maw={640}>
      <PageTitle>Report a breach</PageTitle>
      <Text>
        A report is never refused. The ALPR Administrator is told at once and passes it on within the hour (
        <ClauseLink clause="430.6(j)" />
        ); where it is about him, the Chief is told.
      </Text>
      {receipt !== null && (
        <Paper withBorder p="md" role="status">
          <Text fw={650}>Reported. It is on the ledger.</Text>
          <ProofLink eventId={receipt} />
        </Paper>
      )}
      <form onSubmit={report} aria-label="Breach">
        <Stack gap="sm">
          <Textarea
            label="What happened"
            autosize
            minRows={3}
            maxLength={2000}
            required
            {...form.getInputProps('account')}
          />
          {problem && <RefusalPanel problem={problem} />}
          <Group>
            <Button type="submit" loading={busy}>
              Report the breach
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
};
