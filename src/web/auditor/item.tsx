/** One item of the sample: the event it stands for, and the verdict of somebody who did not do it. */
import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { useAct } from '../acting.ts';
import { type Elements, useInquiry, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import { useKeptForm } from '../kept.ts';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Loading } from '../pieces/loading.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { useWho } from '../session.ts';
import type { Item, Verdict } from './auditview.ts';
import { EventFacts } from './event.tsx';
import { useHistory } from './history.ts';
import { Named, plain } from './names.tsx';
import { want } from './wanted.ts';

const verdicts: readonly { readonly value: Verdict; readonly label: string }[] = [
  { value: 'compliant', label: 'Compliant' },
  { value: 'explained', label: 'Explained: it looks odd, and there is a good reason' },
  { value: 'unclear', label: 'Unclear: it cannot be said from what is there' },
  { value: 'violation', label: 'Violation' },
];

const VerdictForm = ({ item, done }: { readonly item: Item; readonly done: () => void }): ReactNode => {
  const refresh = useRefresh();
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const form = useKeptForm(`item-${item.id}`, { initialValues: { note: '' } });
  const { act, busy, problem } = useAct((body: { verdict: Verdict; note: string }, key) =>
    api.POST('/audits/{auditId}/items/{itemId}/review', {
      params: { path: { auditId: item.auditId, itemId: item.id }, header: key },
      body,
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (verdict === '' || !(await act({ verdict, note: form.getValues().note }))) return;
    form.taken();
    await Promise.all([refresh('registers', 'audit-items'), refresh('registers', 'audits')]);
    done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Verdict">
      <Stack gap="sm">
        <Radio.Group label="Verdict" value={verdict} onChange={(to) => setVerdict(to as Verdict)}>
          <Stack gap={6} mt={4}>
            {verdicts.map((one) => (
              <Radio key={one.value} {...one} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="What you looked at, and what it showed"
          description="Needed unless the item complies"
          autosize
          minRows={2}
          maxLength={10_000}
          {...form.getInputProps('note')}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy} disabled={verdict === ''}>
            Record the verdict
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Minutes before and after, which show what the act was part of. */
const ROUND = 30;

const around = (item: Item, at: string): Elements => ({
  ...(item.actorId && { memberId: item.actorId }),
  from: new Date(Date.parse(at) - ROUND * 60_000).toISOString(),
  to: new Date(Date.parse(at) + ROUND * 60_000).toISOString(),
});

const WhatHappened = ({ item }: { readonly item: Item }): ReactNode => {
  const navigate = useNavigate();
  const elements = useMemo<Elements>(() => ({ eventId: item.id }), [item.id]);
  const { rows, loading, problem } = useHistory(elements, useInquiry());
  const [event] = rows;
  if (problem) return <RefusalPanel problem={problem} inquiry={<InquiryForm />} />;
  if (!event) return loading ? <Loading what="Fetching the event" /> : <Empty>It stands in no access history.</Empty>;
  const replay = (): void => {
    want(around(item, event.at));
    void navigate({ to: '/auditor/replay' });
  };
  return (
    <Stack gap="sm">
      <EventFacts event={event} />
      <Group>
        <Button variant="default" size="xs" onClick={replay}>
          {`Replay ${ROUND} minutes before and after`}
        </Button>
      </Group>
    </Stack>
  );
};

const Reviewed = ({ item }: { readonly item: Item }): ReactNode => (
  <dl className="facts">
    <Fact label="Verdict">{plain(item.verdict)}</Fact>
    <Fact label="By">
      <Named id={item.reviewedBy} />, <When at={item.reviewedAt} />
    </Fact>
    <Fact label="What it showed">
      <Said>{item.note}</Said>
    </Fact>
  </dl>
);

export const ItemPanel = ({ item, done }: { readonly item: Item; readonly done: () => void }): ReactNode => {
  const { memberId } = useWho();
  return (
    <Stack gap="md">
      <WhatHappened item={item} />
      {item.verdict !== null && <Reviewed item={item} />}
      {item.verdict === null && item.actorId === memberId && (
        <Text fw={600}>This is your own act: somebody else reviews it.</Text>
      )}
      {item.verdict === null && item.actorId !== memberId && <VerdictForm item={item} done={done} />}
    </Stack>
  );
};
