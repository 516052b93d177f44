/** The form that says whose history is replayed: a member's, a plate's, a case's, or everything of a time. */
import { Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Elements } from '../asking.tsx';
import { useKeptForm } from '../kept.ts';
import { visible } from '../pieces/said.tsx';
import { useMembers } from './names.tsx';
import { want } from './wanted.ts';

const ways = [
  { value: 'member', label: 'A member' },
  { value: 'plate', label: 'A plate' },
  { value: 'case', label: 'A case' },
  { value: 'all', label: 'Everybody' },
] as const;

type Fields = {
  readonly way: string;
  readonly memberId: string;
  readonly plate: string;
  readonly caseNumber: string;
  readonly from: string;
  readonly to: string;
};

const instant = (local: string): string => new Date(local).toISOString();

/** What is asked for; null while something is missing. */
const elementsOf = ({ way, memberId, plate, caseNumber, from, to }: Fields): Elements | null => {
  const within = { ...(from && { from: instant(from) }), ...(to && { to: instant(to) }) };
  if (way === 'all') return within;
  if (way === 'member') return memberId ? { memberId, ...within } : null;
  if (way === 'plate') return plate.trim() ? { plate: plate.trim().toUpperCase(), ...within } : null;
  return caseNumber.trim() ? { caseNumber: caseNumber.trim(), ...within } : null;
};

const usual: Fields = { way: 'member', memberId: '', plate: '', caseNumber: '', from: '', to: '' };

export const WhoseForm = (): ReactNode => {
  const members = useMembers();
  const form = useKeptForm<Fields>('replay', { initialValues: usual });
  const [missing, setMissing] = useState(false);
  const { way } = form.getValues();
  const replay = (event: FormEvent): void => {
    event.preventDefault();
    const elements = elementsOf(form.getValues());
    setMissing(elements === null);
    if (elements) want(elements);
  };
  const people = members.map(({ memberId, name, username }) => ({
    value: memberId,
    label: visible(name ? `${name} (${username ?? 'no username'})` : (username ?? memberId)),
  }));
  return (
    <form onSubmit={replay} aria-label="Whose history">
      <Stack gap="sm">
        <Radio.Group label="Whose history" {...form.getInputProps('way')}>
          <Group gap="md" mt={4}>
            {ways.map((one) => (
              <Radio key={one.value} {...one} />
            ))}
          </Group>
        </Radio.Group>
        <Group align="flex-end" gap="sm" className="pair whose">
          {way === 'member' && (
            <NativeSelect
              label="Member"
              data={[{ value: '', label: 'Choose one' }, ...people]}
              {...form.getInputProps('memberId')}
            />
          )}
          {way === 'plate' && (
            <TextInput
              label="Plate"
              description="? for one unknown character, * for any"
              maxLength={20}
              {...form.getInputProps('plate')}
            />
          )}
          {way === 'case' && (
            <TextInput label="Event or case number" maxLength={60} {...form.getInputProps('caseNumber')} />
          )}
          <TextInput type="datetime-local" label="From" {...form.getInputProps('from')} />
          <TextInput type="datetime-local" label="Until" {...form.getInputProps('to')} />
          <Button type="submit">Replay</Button>
        </Group>
        {missing && (
          <Text size="sm" role="alert">
            Say whose history: choose a member, or type a plate or a number.
          </Text>
        )}
      </Stack>
    </form>
  );
};
