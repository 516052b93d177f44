/** Texts from outside, plates, people and times, each shown in one way, and harmlessly. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Marks that turn the direction of text, and others that nobody sees: shown by their number instead. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** `\u202e` as `[U+202E]`. */
export const visible = (text: string): string =>
  text.replace(unseen, (mark) => `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);

/** What somebody typed. React writes it as text, never as HTML; what cannot be seen in it is made visible. */
export const Said = ({ children }: { readonly children: unknown }): ReactNode =>
  children === null || children === undefined || children === '' ? (
    <span className="nothing">none</span>
  ) : (
    <bdi className="said">{visible(String(children))}</bdi>
  );

/** A plate, and its state; null once its key was destroyed. */
export const Plate = ({ plate, state }: { readonly plate: unknown; readonly state?: unknown }): ReactNode => (
  <span className="plate">
    <bdi>{typeof plate === 'string' ? visible(plate) : 'destroyed'}</bdi>
    {typeof state === 'string' && <span className="plate-state">{visible(state)}</span>}
  </span>
);

/** A member: by name where it is known, by username, or by the beginning of his number. */
export const Person = ({
  name,
  username,
  memberId,
}: {
  readonly name?: unknown;
  readonly username?: unknown;
  readonly memberId?: unknown;
}): ReactNode => {
  const said = [name, username].find((one) => typeof one === 'string' && one !== '');
  return (
    <bdi title={String(memberId ?? '')}>{said ? visible(String(said)) : String(memberId ?? 'unknown').slice(0, 8)}</bdi>
  );
};

const local = new Intl.DateTimeFormat(undefined, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short', year: 'numeric' });

/** A time on the wall here; the time of the ledger (UTC) where one points. */
export const When = ({ at, days = false }: { readonly at: unknown; readonly days?: boolean }): ReactNode => {
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return <span className="nothing">none</span>;
  return (
    <time dateTime={at} title={at} className="when">
      {(days ? day : local).format(new Date(at))}
    </time>
  );
};

/** A label beside its value, for the facts of one thing. */
export const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  <div className="fact">
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <dd>{children}</dd>
  </div>
);
