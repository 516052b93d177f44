/** What a member still lacks before his access may be approved, and how each of his trainings stands (430.11). */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { inWords } from './fields.tsx';
import { Due } from './due.tsx';
import { Status } from './status.tsx';

export const kindsOfTraining = ['CLETS', 'ALPR', 'POST'] as const;
export type TrainingKind = (typeof kindsOfTraining)[number];

export const trainingOf = (member: Row): Readonly<Partial<Record<TrainingKind, string>>> =>
  (member['training'] as Partial<Record<TrainingKind, string>> | undefined) ?? {};

/** What the Department asks of the position, as the register of positions has it; else of everybody. */
export const askedOf = (member: Row, positions: readonly Row[]): readonly TrainingKind[] => {
  const row = positions.find(({ id }) => id === member['position']);
  return (row?.['trainings'] as readonly TrainingKind[] | undefined) ?? ['CLETS', 'ALPR'];
};

const now = (): string => new Date().toISOString();

/** In words, one for each thing that is missing; none when the access can be approved. */
export const missingOf = (member: Row, positions: readonly Row[]): readonly string[] => {
  const training = trainingOf(member);
  const lacks = askedOf(member, positions).flatMap((kind) => {
    const until = training[kind];
    if (until === undefined) return [`${kind} training`];
    return until <= now() ? [`${kind} training, which ended`] : [];
  });
  const factors = member['factors'] as readonly string[] | undefined;
  return [
    ...(factors && factors.length === 0 ? ['the invitation taken up'] : []),
    ...lacks,
    ...(member['acknowledged'] === true ? [] : ['the policy acknowledged']),
  ];
};

/** The training that ends first, of those asked of him. */
export const firstEnd = (member: Row, positions: readonly Row[]): string | null => {
  const ends = askedOf(member, positions).map((kind) => trainingOf(member)[kind] ?? '');
  return ends.toSorted()[0] || null;
};

export const Missing = ({
  member,
  positions,
}: {
  readonly member: Row;
  readonly positions: readonly Row[];
}): ReactNode => {
  const missing = missingOf(member, positions);
  if (missing.length === 0) return <Status kind="good">nothing</Status>;
  return (
    <span className="deeds">
      {missing.map((one) => (
        <Status key={one} kind="due">
          {one}
        </Status>
      ))}
    </span>
  );
};

/** One training of a member: until when, or that it is not there. */
export const TrainingUntil = ({ member, kind }: { readonly member: Row; readonly kind: TrainingKind }): ReactNode => {
  const until = trainingOf(member)[kind];
  return until === undefined ? <span className="nothing">never</span> : <Due by={until} soon={30} />;
};

export const Position = ({ of }: { readonly of: unknown }): ReactNode => inWords(of);
