/** Comparing by eye: the state and the characters, each answered by one key; what is uncertain is typed blind. */
import { Button, Group, Kbd, Paper, PinInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Acting, useAct } from '../acting.ts';
import { api } from '../calling.ts';
import { RefusalPanel } from '../pieces/refusal.tsx';
import type { Alert } from './watch.ts';
import { uncertainAt } from './words.ts';

type Answers = { readonly state: boolean | null; readonly characters: boolean | null };

export type Comparing = Answers & {
  readonly say: (what: keyof Answers, agrees: boolean) => void;
  readonly acting: Acting<{ readonly state: boolean; readonly characters: boolean }, unknown>;
  readonly typed: string;
  readonly type: (text: string) => void;
};

/** What is sent is sent with the second answer: two keys, one record. */
export const useComparison = (alert: Alert): Comparing => {
  const [answers, setAnswers] = useState<Answers>({ state: null, characters: null });
  const [typed, setTyped] = useState('');
  const acting = useAct((said: { readonly state: boolean; readonly characters: boolean }, key) =>
    api.POST('/hits/{hitId}/comparison', {
      params: { path: { hitId: alert.id }, header: key },
      body: { stateAgrees: said.state, charactersAgree: said.characters },
    }),
  );
  const take = ({ state, characters }: Answers): void => {
    setAnswers({ state, characters });
    if (state === null || characters === null) return;
    void acting.act({ state, characters }).then((done) => done || setAnswers({ state: null, characters: null }));
  };
  const places = uncertainAt(alert);
  const listed = places.map((at) => alert.entryPlate?.[at] ?? '').join('');
  const say = (what: keyof Answers, agrees: boolean): void => {
    if (alert.verdict !== null) return;
    // Characters that are uncertain are answered by what was typed from the picture, and by nothing else.
    if (what === 'characters' && agrees && places.length > 0 && typed.length < places.length) return;
    const right = what === 'characters' && places.length > 0 && typed !== '' ? typed === listed && agrees : agrees;
    take({ ...answers, [what]: right });
  };
  const type = (text: string): void => {
    const upper = text.toUpperCase();
    setTyped(upper);
    if (upper.length === places.length) take({ ...answers, characters: upper === listed });
  };
  return { ...answers, say, acting, typed, type };
};

const Answer = ({
  words,
  value,
  small,
  say,
}: {
  readonly words: string;
  readonly value: boolean | null;
  readonly small: string;
  readonly say: (agrees: boolean) => void;
}): ReactNode => (
  <Group gap="xs" role="group" aria-label={words}>
    <Text w={80} size="sm">
      {words}
    </Text>
    <Button
      size="xs"
      variant={value === true ? 'filled' : 'default'}
      aria-pressed={value === true}
      onClick={() => say(true)}
    >
      agree <Kbd ml={6}>{small}</Kbd>
    </Button>
    <Button
      size="xs"
      variant={value === false ? 'filled' : 'default'}
      aria-pressed={value === false}
      onClick={() => say(false)}
    >
      differ <Kbd ml={6}>{`⇧${small}`}</Kbd>
    </Button>
  </Group>
);

/** Only the places are told, never what the list has there. */
const Blind = ({ alert, comparison }: { readonly alert: Alert; readonly comparison: Comparing }): ReactNode => {
  const places = uncertainAt(alert);
  return (
    <Stack gap={4}>
      <Text size="sm">
        Type what you see in the picture at {places.length === 1 ? 'place' : 'places'}{' '}
        {places.map((at) => at + 1).join(', ')}:
      </Text>
      <PinInput
        length={places.length}
        type={/^[A-Z0-9]$/i}
        placeholder=""
        size="sm"
        oneTimeCode={false}
        value={comparison.typed}
        onChange={comparison.type}
        getInputProps={(index) => ({ 'aria-label': `Character at place ${(places[index] ?? 0) + 1}` })}
      />
    </Stack>
  );
};

export const Comparison = ({
  alert,
  comparison,
}: {
  readonly alert: Alert;
  readonly comparison: Comparing;
}): ReactNode => {
  if (alert.verdict !== null || alert.action !== null) return null;
  const { state, characters, say, acting } = comparison;
  const blind = uncertainAt(alert).length > 0;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Comparison">
      <Stack gap="xs">
        <Text component="h3" fw={650}>
          1 · Compare with the picture
        </Text>
        <Answer words="States" value={state} small="S" say={(agrees) => say('state', agrees)} />
        {blind && <Blind alert={alert} comparison={comparison} />}
        <Answer words="Characters" value={characters} small="C" say={(agrees) => say('characters', agrees)} />
        {acting.problem && <RefusalPanel problem={acting.problem} />}
      </Stack>
    </Paper>
  );
};
