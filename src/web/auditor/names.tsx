/** Who bears an id: the register of members is asked once, under what one works on, and names are taken from it. */
import type { ReactNode } from 'react';
import { type Row, useAnswer, useInquiry } from '../asking.tsx';
import { Person } from '../pieces/said.tsx';

export type Member = {
  readonly memberId: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly position: string | null;
};

const noMembers: readonly Member[] = [];

/** Every member; none until the register was answered. */
export const useMembers = (): readonly Member[] => {
  const { data } = useAnswer({ question: 'registers', elements: { register: 'members' } }, useInquiry());
  return (data?.rows as unknown as readonly Member[] | undefined) ?? noMembers;
};

/** A member by his name; whoever is not in the register by what the row itself says of him. */
export const Named = ({
  id,
  username,
  kind = 'member',
}: {
  readonly id: unknown;
  readonly username?: unknown;
  readonly kind?: unknown;
}): ReactNode => {
  const members = useMembers();
  if (typeof id !== 'string') return <span className="nothing">nobody</span>;
  if (kind === 'clock' || id === 'clock') return <span>the system</span>;
  if (kind === 'camera') return <span>a camera</span>;
  const member = members.find(({ memberId }) => memberId === id);
  return <Person name={member?.name} username={member?.username ?? username} memberId={id} />;
};

/** `HitVisuallyVerified` as `Hit visually verified`. */
export const actWords = (act: string): string => {
  const text = act.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** `stolen-vehicle` as `stolen vehicle`. */
export const plain = (code: unknown): string => String(code ?? '').replaceAll('-', ' ');

export type Registered<Fields> = Row & Fields;
