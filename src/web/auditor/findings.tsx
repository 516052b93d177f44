/** Findings of an audit: raised with their clause, and resolved by somebody else before they are due. */
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { useWho } from '../session.ts';
import type { Finding, Item, Severity } from './auditview.ts';
import { Named } from './names.tsx';

const Resolve = ({ finding }: { readonly finding: Finding }): ReactNode => {
  const refresh = useRefresh();
  const form = useKeptForm(`finding-${finding.id}`, { initialValues: { resolution: '' } });
  const { act, busy, problem } = useAct((resolution: string, key) =>
    api.POST('/audits/{auditId}/findings/{findingId}/resolution', {
      params: { path: { auditId: finding.auditId, findingId: finding.id }, header: key },
      body: { resolution },
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await act(form.getValues().resolution))) return;
    form.taken();
    await refresh('registers', 'audit-findings');
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Resolve the finding">
      <Stack gap="xs">
        <Textarea label="How it was resolved" autosize minRows={2} required {...form.getInputProps('resolution')} />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" size="xs" variant="default" loading={busy}>
            Record the resolution
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const One = ({ finding }: { readonly finding: Finding }): ReactNode => {
  const { memberId } = useWho();
  const { severity, clause, text, raisedBy, raisedAt, dueBy, resolvedAt, resolvedBy, resolution } = finding;
  const late = resolvedAt === null && dueBy < new Date().toISOString();
  return (
    <li className="player-event">
      <Stack gap={6}>
        <Group gap="xs">
          <Text fw={650}>{severity}</Text>
          <ClauseLink clause={clause} />
          {resolvedAt !== null && <Status kind="good">resolved</Status>}
          {resolvedAt === null && <Status kind={late ? 'bad' : 'due'}>{late ? 'late' : 'open'}</Status>}
        </Group>
        <Said>{text}</Said>
        <Text size="sm" c="dimmed">
          Raised by <Named id={raisedBy} />, <When at={raisedAt} days />; due by <When at={dueBy} days />
        </Text>
        {resolvedAt !== null && (
          <Text size="sm">
            Resolved by <Named id={resolvedBy} />, <When at={resolvedAt} days />: <Said>{resolution}</Said>
          </Text>
        )}
        {resolvedAt === null && raisedBy === memberId && (
          <Text size="sm">You raised it: somebody else resolves it.</Text>
        )}
        {resolvedAt === null && raisedBy !== memberId && <Resolve finding={finding} />}
      </Stack>
    </li>
  );
};

type Raising = components['schemas']['FindingBody'];

export const RaiseForm = ({ auditId, item }: { readonly auditId: string; readonly item: Item | null }): ReactNode => {
  const refresh = useRefresh();
  const [itself, setItself] = useState(true);
  const usual = { severity: 'minor' as Severity, clause: '430.7(g)', text: '' };
  const form = useKeptForm(`raise-${auditId}`, { initialValues: usual });
  const { act, busy, problem } = useAct((body: Raising, key) =>
    api.POST('/audits/{auditId}/findings', { params: { path: { auditId }, header: key }, body }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { ...form.getValues(), itemId: itself && item ? item.id : null };
    if (!(await act(body))) return;
    form.taken();
    await refresh('registers', 'audit-findings');
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Raise a finding">
      <Stack gap="sm">
        <Group gap="sm" align="flex-end" className="pair">
          <NativeSelect
            label="Severity"
            data={['note', 'minor', 'major', 'critical']}
            {...form.getInputProps('severity')}
          />
          <TextInput label="Clause" maxLength={20} required {...form.getInputProps('clause')} />
          <NativeSelect
            label="Rests on"
            data={[
              { value: 'item', label: 'the item at hand' },
              { value: 'none', label: 'the audit as a whole' },
            ]}
            value={itself && item ? 'item' : 'none'}
            onChange={(event) => setItself(event.currentTarget.value === 'item')}
          />
        </Group>
        <Textarea
          label="What was found"
          autosize
          minRows={2}
          maxLength={10_000}
          required
          {...form.getInputProps('text')}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            Raise the finding
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const Findings = ({ findings }: { readonly findings: readonly Finding[] }): ReactNode =>
  findings.length === 0 ? (
    <Empty>No finding was raised in this audit.</Empty>
  ) : (
    <ul className="plain-list findings" aria-label="Findings">
      {findings.map((finding) => (
        <One key={finding.id} finding={finding} />
      ))}
    </ul>
  );
