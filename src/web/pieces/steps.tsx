/** The steps of something that takes more than one person: who has done what, whose turn it is, and what follows. */
import './steps.css';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Kind, Status } from './status.tsx';

export type Step = {
  readonly name: string;
  readonly state: 'done' | 'now' | 'later' | 'stopped';
  /** Who and when, or what is waited for. */
  readonly said?: ReactNode;
  /** What is to be done here, by who looks at it. */
  readonly doing?: ReactNode;
};

const words: Readonly<Record<Step['state'], readonly [Kind, string]>> = {
  done: ['good', 'done'],
  now: ['due', 'now'],
  later: ['open', 'later'],
  stopped: ['bad', 'stopped'],
};

export const Steps = ({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }): ReactNode => (
  <ol className="steps" aria-label={label}>
    {steps.map(({ name, state, said, doing }) => (
      <li key={name} className={`step step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
        <div className="step-head">
          <Text fw={600}>{name}</Text>
          <Status kind={words[state][0]}>{words[state][1]}</Status>
        </div>
        {said && (
          <Text size="sm" c="dimmed" component="div">
            {said}
          </Text>
        )}
        {doing && <div className="step-doing">{doing}</div>}
      </li>
    ))}
  </ol>
);
