/** One alert at hand: the picture beside the entry, compared with two keys, confirmed with a third (430.6(k)). */
import { Accordion, Alert as Box, Group, Stack, Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { api } from '../calling.ts';
import { Fact, Plate, Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { useWho } from '../session.ts';
import { useComparison, Comparison } from './comparison.tsx';
import { Picture } from './picture.tsx';
import { Act, Confirm, Correct, Exigency } from './steps.tsx';
import type { Alert } from './watch.ts';
import { inWords, matchWords, statusWords } from './words.ts';

const Entry = ({ alert }: { readonly alert: Alert }): ReactNode => (
  <dl className="facts">
    <Fact label="Camera read">
      <Plate plate={alert.plate} state={alert.plateState} />
    </Fact>
    <Fact label="Hot list has">
      <Plate plate={alert.entryPlate} state={alert.entryState} />
    </Fact>
    <Fact label="Sought for">{inWords(alert.category)}</Fact>
    <Fact label="Reason">
      <Said>{alert.reason}</Said>
    </Fact>
    <Fact label="Reference">
      <Said>{alert.reference}</Said>
    </Fact>
    <Fact label="Seen">
      <When at={alert.capturedAt} /> · <Said>{alert.camera}</Said>
    </Fact>
    <Fact label="Match">{matchWords[alert.match]}</Fact>
  </dl>
);

/** What makes one look twice, each in words. */
const Warnings = ({ alert }: { readonly alert: Alert }): ReactNode => {
  const said = [
    alert.stateDiffers && `The states differ: the plate reads ${alert.plateState}, the entry says ${alert.entryState}.`,
    alert.differences.length > 0 && 'The characters differ: read them from the picture, not from here.',
    alert.reading?.lookAgain && 'A second reader saw another number. Look again.',
    alert.staleHours !== null && `The list is ${alert.staleHours} hours old: ask whether the entry still stands.`,
  ].filter((one) => typeof one === 'string');
  if (said.length === 0) return null;
  return (
    <Box variant="outline" color="orange" title="Look twice">
      {said.map((one) => (
        <Text key={one}>
          <bdi>{one}</bdi>
        </Text>
      ))}
    </Box>
  );
};

/** Whoever has taken it up is named; what one typed oneself stays. */
const Taken = ({ alert }: { readonly alert: Alert }): ReactNode => {
  const { memberId } = useWho();
  const { openedBy, openedAt, verdictBy, verdict, people } = alert;
  const by = verdictBy ?? openedBy;
  if (by === null || by === memberId) return null;
  return (
    <Box variant="outline" color="gray" title={`Taken up by ${people[by] ?? 'a colleague'}`} role="status">
      {verdict ? `Compared already: ${verdict.replaceAll('-', ' ')}.` : 'The picture was opened'}{' '}
      {!verdict && <When at={openedAt} />} What you typed here is kept.
    </Box>
  );
};

/** The keys work while the focus is within the alert, and not in a field of it (WCAG 2.1.4). */
const useKeys = (on: Readonly<Record<string, () => void>>) => (event: KeyboardEvent) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  const inField = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const act = on[key];
  if (inField || ctrlKey || metaKey || altKey || !act) return;
  event.preventDefault();
  act();
};

const More = ({ alert }: { readonly alert: Alert }): ReactNode => {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Accordion variant="contained" order={3} value={open} onChange={setOpen}>
      <Accordion.Item value="correction">
        <Accordion.Control>Correct what was read</Accordion.Control>
        <Accordion.Panel>
          {/* It asks who works here, which is on record: so not before it is opened. */}
          {open === 'correction' && <Correct alert={alert} />}
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="exigency">
        <Accordion.Control>Exigent circumstances: no time for confirmation</Accordion.Control>
        <Accordion.Panel>
          <Exigency alert={alert} />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
};

export const Hit = ({ alert }: { readonly alert: Alert }): ReactNode => {
  const panel = useRef<HTMLElement>(null);
  const comparison = useComparison(alert);
  useEffect(() => panel.current?.focus(), []);
  const keys = useKeys({
    s: () => comparison.say('state', true),
    S: () => comparison.say('state', false),
    c: () => comparison.say('characters', true),
    C: () => comparison.say('characters', false),
    r: () => document.getElementById(`confirmer-${alert.id}`)?.focus(),
  });
  const [kind, word] = statusWords[alert.status];
  return (
    <section ref={panel} tabIndex={-1} className="hit" aria-label="The alert at hand" onKeyDown={keys}>
      <Stack gap="md">
        <Group justify="space-between">
          <Text component="h2" fw={650} size="lg">
            {inWords(alert.category)}
          </Text>
          <Status kind={kind}>{word}</Status>
        </Group>
        <Taken alert={alert} />
        <Warnings alert={alert} />
        <div className="hit-sides">
          <Picture
            kinds={['plate', 'scene']}
            label="Picture of the read"
            open={(picture, key) =>
              api.POST('/hits/{hitId}/image', {
                params: { path: { hitId: alert.id }, header: key },
                body: { kind: picture },
                parseAs: 'blob',
              })
            }
          />
          <Stack gap="md">
            <Entry alert={alert} />
            <Comparison alert={alert} comparison={comparison} />
            <Confirm alert={alert} />
            <Act alert={alert} />
          </Stack>
        </div>
        <More alert={alert} />
      </Stack>
    </section>
  );
};
