/** The fields of an act, declared: each with its label, what it takes, and what it says when that is missing. */
import { Checkbox, FileInput, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { canReckon, sha256 } from './digest.ts';

export type Choice<Value extends string = string> = { readonly value: Value; readonly label: string };

type Common = {
  readonly label: string;
  readonly about?: string;
  /** May stay empty. */
  readonly optional?: true;
};

/** What a field takes. A day is the end of that day here; a document is a file, of which its SHA-256 is kept. */
export type Field = Common &
  (
    | { readonly kind: 'text'; readonly longest?: number }
    | { readonly kind: 'words'; readonly longest?: number }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
    | { readonly kind: 'several'; readonly choices: readonly Choice[] }
    | { readonly kind: 'number'; readonly least?: number; readonly most?: number }
    | { readonly kind: 'day' }
    | { readonly kind: 'document' }
    | { readonly kind: 'yes' }
  );

export type Fields = Readonly<Record<string, Field>>;

type Taken<F extends Field> = F extends { readonly choices: readonly Choice<infer Value>[] }
  ? F['kind'] extends 'several'
    ? Value[]
    : Value
  : F['kind'] extends 'number'
    ? number
    : F['kind'] extends 'yes'
      ? boolean
      : string;

/** What was filled in, by field. */
export type Filled<F extends Fields> = { readonly [Name in keyof F]: Taken<F[Name]> };

export const emptyOf = <F extends Fields>(fields: F): Filled<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { kind }]) => [
      name,
      kind === 'several' ? [] : kind === 'yes' ? false : kind === 'number' ? 0 : '',
    ]),
  ) as unknown as Filled<F>;

/** A code in words: `police-officer` as `police officer`. */
export const inWords = (code: unknown): string => String(code ?? '').replaceAll('-', ' ');

export const choicesOf = <const Value extends string>(codes: readonly Value[]): readonly Choice<Value>[] =>
  codes.map((value) => ({ value, label: inWords(value) }));

/** The end of a day of the calendar on the wall here. */
export const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
/** The beginning of it. */
export const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

type Given<T> = { readonly field: Field; readonly value: T; readonly set: (value: T) => void };

/** The file stays where it is: what is kept is by which it can be known again. */
const Document = ({ field, value, set }: Given<string>): ReactNode => {
  const [file, setFile] = useState<File | null>(null);
  const reckoned = canReckon();
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    if (chosen) void sha256(chosen).then(set);
  };
  return (
    <Stack gap={4}>
      {reckoned && (
        <FileInput
          label={field.label}
          description={
            field.about ?? 'The file stays with you; its SHA-256 is recorded, by which it can be known again.'
          }
          value={file}
          onChange={choose}
          clearable
        />
      )}
      <TextInput
        label={reckoned ? `SHA-256 of: ${field.label}` : field.label}
        description={reckoned ? undefined : 'SHA-256 of the file, hex'}
        maxLength={64}
        value={value}
        onChange={(event) => set(event.currentTarget.value.trim().toLowerCase())}
        required={!field.optional}
        className="digest"
      />
    </Stack>
  );
};

const Several = ({ field, value, set }: Given<string[]>): ReactNode => (
  <Checkbox.Group label={field.label} description={field.about} required={!field.optional} value={value} onChange={set}>
    <Stack gap={4} mt={4} className="several">
      {field.kind === 'several' &&
        field.choices.map(({ value: one, label }) => <Checkbox key={one} value={one} label={label} />)}
    </Stack>
  </Checkbox.Group>
);

/** One field, whatever it takes. */
export const FieldOf = ({ field, value, set }: Given<unknown>): ReactNode => {
  const common = { label: field.label, description: field.about, required: !field.optional };
  switch (field.kind) {
    case 'text':
    case 'day':
      return (
        <TextInput
          {...common}
          type={field.kind === 'day' ? 'date' : 'text'}
          maxLength={field.kind === 'text' ? (field.longest ?? 200) : undefined}
          value={String(value)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case 'words':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxLength={field.longest ?? 2000}
          value={String(value)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          data={[{ value: '', label: field.optional ? 'None' : 'Choose one' }, ...field.choices]}
          value={String(value)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case 'several':
      return <Several field={field} value={value as string[]} set={set} />;
    case 'number':
      return (
        <NumberInput
          {...common}
          allowDecimal={false}
          min={field.least ?? 0}
          max={field.most ?? Number.MAX_SAFE_INTEGER}
          value={value as number}
          onChange={(next) => set(Number(next) || 0)}
        />
      );
    case 'document':
      return <Document field={field} value={String(value)} set={set} />;
    case 'yes':
      return (
        <Checkbox
          label={field.label}
          description={field.about}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
  }
};
