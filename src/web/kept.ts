/** Forms that keep what was typed: in memory, until it was sent or the member signs out, and never on the disk. */
import { useEffect } from 'react';
import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';

const drafts = new Map<string, unknown>();

export type KeptForm<Values> = UseFormReturnType<Values> & {
  /** Forgets the draft, once it was taken. */
  readonly taken: () => void;
};

/** `useForm` of Mantine under a name: who leaves the page and comes back finds what he had typed. */
export const useKeptForm = <Values extends Record<string, unknown>>(
  name: string,
  input: UseFormInput<Values> & { readonly initialValues: Values },
): KeptForm<Values> => {
  const draft = drafts.get(name) as Values | undefined;
  const form = useForm<Values>({ ...input, initialValues: { ...input.initialValues, ...draft } });
  const { values } = form;
  useEffect(() => void drafts.set(name, values), [name, values]);
  const taken = (): void => {
    form.setValues(input.initialValues);
    drafts.delete(name);
  };
  return Object.assign(form, { taken });
};
