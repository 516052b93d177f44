/** An act behind a button: a dialog that says what it does, its fields, a refusal if one comes, and what came of it. */
import { Button, type ButtonProps, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { type Register, useRefresh } from '../asking.tsx';
import type { Key, Outcome } from '../calling.ts';
import { useKeptForm } from '../kept.ts';
import { Dialog } from './dialog.tsx';
import { emptyOf, FieldOf, type Fields, type Filled } from './fields.tsx';
import { RefusalPanel } from './refusal.tsx';
import { visible } from './said.tsx';

type Given<F extends Fields, Output> = {
  /** Under which what was typed is kept; with the id of what the act concerns. */
  readonly name: string;
  /** On the button, and over the dialog. */
  readonly label: string;
  /** What it concerns, for who only hears the button: `Officer A`. */
  readonly of?: string;
  /** What will hold afterwards, in a sentence. */
  readonly about?: ReactNode;
  readonly fields?: F;
  readonly initial?: Partial<Filled<F>>;
  readonly submit?: string;
  readonly perform: (values: Filled<F>, key: Key) => Promise<Outcome<Output>>;
  /** The registers that are another afterwards: they are looked at anew. */
  readonly changes: readonly Register[];
  /** What is shown once and nowhere kept, as an invitation: the dialog stays open on it. */
  readonly outcome?: (output: Output, values: Filled<F>) => ReactNode;
  readonly then?: (output: Output) => void;
  readonly look?: Pick<ButtonProps, 'variant' | 'color' | 'size'>;
  readonly disabled?: boolean;
};

type Within<F extends Fields, Output> = Given<F, Output> & {
  readonly close: () => void;
  readonly came: (shown: ReactNode) => void;
};

const Form = <F extends Fields, Output>(given: Within<F, Output>): ReactNode => {
  const { name, label, about, initial, submit, perform, changes, outcome, then, close, came } = given;
  const fields = given.fields ?? ({} as F);
  const form = useKeptForm<Record<string, unknown>>(name, { initialValues: { ...emptyOf(fields), ...initial } });
  const refresh = useRefresh();
  const { act, busy, problem } = useAct((values: Filled<F>, key) => perform(values, key));
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const values = form.values as Filled<F>;
    const output = await act(values);
    if (output === null) return;
    form.taken();
    const shown = outcome?.(output, values);
    if (shown === undefined) close();
    else came(shown);
    then?.(output);
    for (const register of changes) void refresh('registers', register);
  };
  return (
    <form onSubmit={(event) => void send(event)} aria-label={label}>
      <Stack gap="sm">
        {about && <Text size="sm">{about}</Text>}
        {Object.entries(fields).map(([field, of]) => (
          <FieldOf
            key={field}
            field={of}
            value={form.values[field]}
            set={(value) => form.setFieldValue(field, value as never)}
          />
        ))}
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy}>
            {submit ?? label}
          </Button>
          <Button variant="default" onClick={close}>
            Not now
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** `<Deed name={`approve ${id}`} label="Approve access" perform={(_, key) => api.POST(…)} changes={['members']} />` */
export const Deed = <F extends Fields, Output>(given: Given<F, Output>): ReactNode => {
  const { label, look, disabled } = given;
  const of = given.of && visible(given.of);
  const [opened, setOpened] = useState(false);
  const [shown, setShown] = useState<ReactNode>(undefined);
  const close = (): void => {
    setOpened(false);
    setShown(undefined);
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        {...look}
        disabled={disabled ?? false}
        onClick={() => setOpened(true)}
        {...(of && { 'aria-label': `${label}: ${of}` })}
      >
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={of ? `${label}: ${of}` : label}>
        {shown === undefined ? (
          <Form {...given} close={close} came={setShown} />
        ) : (
          <Stack gap="md">
            {shown}
            <Group>
              <Button onClick={close}>Done</Button>
            </Group>
          </Stack>
        )}
      </Dialog>
    </>
  );
};

/** What is told once: it is kept nowhere, so whoever needs it takes it now. */
export const Once = ({
  title,
  value,
  children,
}: {
  readonly title: string;
  /** Null where it was told before. */
  readonly value: string | null;
  readonly children: ReactNode;
}): ReactNode => (
  <Stack gap="xs">
    <Text fw={650}>{title}</Text>
    {value === null ? (
      <Text>It was told once already, and is kept nowhere. Make a new one.</Text>
    ) : (
      <>
        <code className="once" data-once>
          {value}
        </code>
        <Group>
          <Button variant="default" size="xs" onClick={() => void navigator.clipboard?.writeText(value)}>
            Copy
          </Button>
        </Group>
      </>
    )}
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  </Stack>
);

/** Acts that are seldom: behind one button, so that a row of a table stays a row. */
export const More = ({ of, children }: { readonly of: string; readonly children: ReactNode }): ReactNode => {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpened(true)} aria-label={`More: ${visible(of)}`}>
        More
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={visible(of)}>
        <Stack gap="xs" align="flex-start">
          {children}
        </Stack>
      </Dialog>
    </>
  );
};
