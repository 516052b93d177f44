/** The steps after the comparison, each a record: confirmation, action, exigency, correction (430.6(k) and (l)). */
import { Button, Group, NativeSelect, Paper, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { useAnswer, useInquiry } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Said, visible } from '../pieces/said.tsx';
import { mayEnforce } from '../page.ts';
import { useWho } from '../session.ts';
import type { Alert } from './watch.ts';
import { inWords } from './words.ts';

type Of = { readonly alert: Alert };
type Confirmation = components['schemas']['ConfirmationBody'];
type Action = components['schemas']['ActionBody']['action'];

/** Who confirmed last is likely to confirm next; kept while the page is open. */
let lastConfirmer = '';

const ConfirmForm = ({ alert }: Of): ReactNode => {
  const [channel, setChannel] = useState<Confirmation['channel']>('radio');
  const [confirmer, setConfirmer] = useState(lastConfirmer);
  const [active, setActive] = useState(true);
  const { act, busy, problem } = useAct((body: Confirmation, key) =>
    api.POST('/hits/{hitId}/confirmation', { params: { path: { hitId: alert.id }, header: key }, body }),
  );
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    lastConfirmer = confirmer;
    void act({ channel, confirmer, active });
  };
  return (
    <form onSubmit={confirm} aria-label="Confirmation">
      <Stack gap="xs">
        <Radio.Group label="By" value={channel} onChange={(next) => setChannel(next as Confirmation['channel'])}>
          <Group gap="md">
            <Radio value="radio" label="radio" />
            <Radio value="mdc" label="mobile data computer" />
          </Group>
        </Radio.Group>
        <TextInput
          id={`confirmer-${alert.id}`}
          label="Who confirmed it, or the record of the terminal"
          maxLength={100}
          value={confirmer}
          onChange={(event) => setConfirmer(event.currentTarget.value)}
          required
        />
        <Radio.Group label="The entry is" value={active ? 'yes' : 'no'} onChange={(next) => setActive(next === 'yes')}>
          <Group gap="md">
            <Radio value="yes" label="active" />
            <Radio value="no" label="not active any more" />
          </Group>
        </Radio.Group>
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy}>
            Record the confirmation
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const Confirm = ({ alert }: Of): ReactNode =>
  alert.confirmation !== null || alert.action !== null || (alert.verdict ?? 'verified') !== 'verified' ? null : (
    <Paper withBorder p="sm" component="section" aria-label="Confirm">
      <Text component="h3" fw={650}>
        2 · Confirm by radio or MDC
      </Text>
      <ConfirmForm alert={alert} />
    </Paper>
  );

const actions: readonly Action[] = ['traffic-stop', 'investigative-stop', 'arrest', 'tow', 'citation', 'other'];

export const Act = ({ alert }: Of): ReactNode => {
  const who = useWho();
  const [action, setAction] = useState<Action>('traffic-stop');
  const { act, busy, problem } = useAct((body: { readonly action: Action }, key) =>
    api.POST('/hits/{hitId}/action', { params: { path: { hitId: alert.id }, header: key }, body }),
  );
  if (alert.action !== null)
    return (
      <Text role="status">
        Recorded: {inWords(alert.action)}, by <Said>{alert.people[alert.actionBy ?? ''] ?? 'a colleague'}</Said>.
      </Text>
    );
  if (!mayEnforce(who)) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Action">
      <Stack gap="xs">
        <Text component="h3" fw={650}>
          3 · Action taken
        </Text>
        <Group align="flex-end">
          <NativeSelect
            label="Action"
            data={actions.map((one) => ({ value: one, label: inWords(one) }))}
            value={action}
            onChange={(event) => setAction(event.currentTarget.value as Action)}
          />
          <Button loading={busy} onClick={() => void act({ action })}>
            Record the action
          </Button>
        </Group>
        {problem && <RefusalPanel problem={problem} />}
      </Stack>
    </Paper>
  );
};

export const Exigency = ({ alert }: Of): ReactNode => {
  const form = useKeptForm(`exigency ${alert.id}`, { initialValues: { narrative: '' } });
  const { act, busy, problem } = useAct((body: { readonly narrative: string }, key) =>
    api.POST('/hits/{hitId}/exigency', { params: { path: { hitId: alert.id }, header: key }, body }),
  );
  const declare = form.onSubmit((values) => void act(values).then((done) => done && form.taken()));
  return (
    <form onSubmit={declare} aria-label="Exigency">
      <Stack gap="xs">
        <Textarea
          label="What made it impossible to wait for confirmation"
          description="A supervisor reviews it."
          autosize
          minRows={2}
          maxLength={2000}
          required
          {...form.getInputProps('narrative')}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            Declare exigent circumstances
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

type Correction = components['schemas']['CorrectionBody'];

/** Who else works here, to be chosen by name; asked once, when a correction is begun. */
const useColleagues = () => {
  const { memberId } = useWho();
  const { data } = useAnswer({ question: 'registers', elements: { register: 'colleagues' } }, useInquiry());
  return (data?.rows ?? [])
    .map((row) => row as unknown as { id: string; name: string | null; username: string | null; position: string })
    .filter(({ id, name, username }) => id !== memberId && (name ?? username) !== null)
    .map(({ id, name, username, position }) => ({
      value: id,
      label: `${visible(name ?? username ?? '')}, ${inWords(position)}`,
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
};

export const Correct = ({ alert }: Of): ReactNode => {
  const colleagues = useColleagues();
  const initialValues = { plate: '', plateState: alert.plateState ?? '', basis: 'image', secondMemberId: '', note: '' };
  const form = useKeptForm(`correction ${alert.id}`, { initialValues });
  const { act, busy, problem } = useAct((body: Correction, key) =>
    api.POST('/hits/{hitId}/correction', { params: { path: { hitId: alert.id }, header: key }, body }),
  );
  const correct = form.onSubmit(({ plate, secondMemberId, note, ...more }) => {
    const body = { ...more, plate: plate.toUpperCase(), secondMemberId: secondMemberId || null, note: note || null };
    void act(body).then((done) => done && form.taken());
  });
  const basis = [
    { value: 'image', label: 'the picture' },
    { value: 'registration', label: 'the registration' },
  ];
  return (
    <form onSubmit={correct} aria-label="Correction">
      <Stack gap="xs">
        <Group grow className="pair" align="flex-end">
          <TextInput label="Characters as they are" maxLength={20} required {...form.getInputProps('plate')} />
          <TextInput label="State" maxLength={10} required {...form.getInputProps('plateState')} />
          <NativeSelect label="What shows it" data={basis} {...form.getInputProps('basis')} />
        </Group>
        <NativeSelect
          label="Who looked too"
          description="Needed when the correction meets another entry."
          data={[{ value: '', label: 'nobody else' }, ...colleagues]}
          {...form.getInputProps('secondMemberId')}
        />
        <TextInput label="Note on the plate" maxLength={500} {...form.getInputProps('note')} />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            Record the correction
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
