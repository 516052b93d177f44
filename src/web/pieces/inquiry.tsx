/** Saying why one looks: the purpose, the reason in words, and the event, or why there is none (430.7(g)). */
import { Button, Group, NativeSelect, Paper, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Inquiry, setInquiry, useInquiry } from '../asking.tsx';
import { useWho } from '../session.ts';
import { ClauseLink } from './clause.tsx';

type Fields = { readonly value: Inquiry; readonly onChange: (next: Inquiry) => void };

/** The fields alone, for a form that asks its own question. */
export const InquiryFields = ({ value, onChange }: Fields): ReactNode => {
  const { purposes } = useWho();
  const options = purposes.map(({ purpose, words }) => ({ value: purpose, label: words }));
  const set = (changes: Partial<Inquiry>): void => onChange({ ...value, ...changes });
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Purpose"
        data={[{ value: '', label: 'Choose one' }, ...options]}
        value={value.purpose}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
        required
      />
      <Textarea
        label="Reason"
        description="What you are working on, as you would say it in a report. It is recorded, and audited."
        autosize
        minRows={2}
        maxLength={1000}
        value={value.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
        required
      />
      <Group grow align="flex-start" className="pair">
        <TextInput
          label="Event or case number"
          maxLength={60}
          value={value.eventNumber ?? ''}
          onChange={(event) => set({ eventNumber: event.currentTarget.value || null })}
        />
        <TextInput
          label="Or why there is none"
          maxLength={200}
          value={value.noEventNumberBecause ?? ''}
          onChange={(event) => set({ noEventNumberBecause: event.currentTarget.value || null })}
        />
      </Group>
    </Stack>
  );
};

export const noInquiry: Inquiry = { purpose: '', reason: '', eventNumber: null, noEventNumberBecause: null };

/** Asked once for all that follows, until the member works on something else. */
export const InquiryForm = ({
  said,
  suggested = noInquiry,
}: {
  readonly said?: () => void;
  /** What it usually is, where nothing was said yet; it stands there to be taken or changed. */
  readonly suggested?: Inquiry;
}): ReactNode => {
  const [value, setValue] = useState<Inquiry>(useInquiry() ?? suggested);
  const say = (event: FormEvent): void => {
    event.preventDefault();
    setInquiry({ ...value });
    said?.();
  };
  return (
    <Paper withBorder p="md" maw={720}>
      <form onSubmit={say} aria-label="What you are working on">
        <Stack gap="sm">
          <Text component="h2" fw={650}>
            What are you working on?
          </Text>
          <Text size="sm" c="dimmed">
            Looking is an act: your name, the time and what you say here are recorded with every look (
            <ClauseLink clause="430.7(g)" />
            ). It goes with your questions until you change it.
          </Text>
          <InquiryFields value={value} onChange={setValue} />
          <Group>
            <Button type="submit">Go on</Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
