/** Looking is an act: what one works on is said once, goes with every question, and each look is recorded. */
import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { answered, api, freshId, Refusal } from './calling.ts';
import type { components } from './generated/api.d.ts';
import { Loading } from './pieces/loading.tsx';
import { RefusalPanel } from './pieces/refusal.tsx';
import { InquiryForm } from './pieces/inquiry.tsx';

type Query = components['schemas']['QueryBody'];
export type Question = Query['question'];
export type Elements = components['schemas']['ElementsBody'];
export type Register = NonNullable<Elements['register']>;
export type Answer = components['schemas']['AnswerBody'];
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Why one looks (430.7(g)): the purpose, the reason in words, and the event, or why there is none. */
export type Inquiry = {
  readonly purpose: string;
  readonly reason: string;
  readonly eventNumber: string | null;
  readonly noEventNumberBecause: string | null;
};

/** Nothing is asked again by itself: each look is on the ledger, under the name of who asked. */
export const memory = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 600_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
  },
});

let inquiry: Inquiry | null = null;
const listeners = new Set<() => void>();

/** What the member says he works on; kept for this page's life and nowhere else. */
export const setInquiry = (next: Inquiry | null): void => {
  inquiry = next;
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useInquiry = (): Inquiry | null => useSyncExternalStore(subscribe, () => inquiry);

export type Asking = { readonly question: Question; readonly elements?: Elements; readonly limit?: number };

/** Asks once. @throws Refusal */
export const ask = (asking: Asking, why: Inquiry, key: string = freshId(), after?: string): Promise<Answer> =>
  answered(
    api.POST('/queries', {
      params: { header: { 'Idempotency-Key': key } },
      body: { limit: 1000, elements: {}, ...why, ...asking, ...(after !== undefined && { after }) },
    }),
  );

/** The answer to a question, asked under what the member works on; `data` stays until it is asked anew. */
export const useAnswer = (asking: Asking, why: Inquiry | null) =>
  useQuery({
    queryKey: ['ask', asking.question, asking.elements?.register ?? null, asking, why],
    queryFn: () => ask(asking, why!),
    enabled: why !== null,
  });

/** Has the questions that showed a register asked anew, as after an act that changed it. */
export const useRefresh = (): ((question: Question, register?: Register) => Promise<void>) => {
  const client = useQueryClient();
  return (question, register) =>
    client.invalidateQueries({ queryKey: register ? ['ask', question, register] : ['ask', question] });
};

type Shown = { readonly rows: readonly Row[]; readonly answer: Answer };

/** Asks, and shows what came: first why one asks, where that was not said yet; then rows, or the refusal. */
export const Asked = ({
  children,
  ...asking
}: Asking & { readonly children: (shown: Shown) => ReactNode }): ReactNode => {
  const why = useInquiry();
  const { data, error, isPending, refetch } = useAnswer(asking, why);
  if (why === null) return <InquiryForm />;
  if (error instanceof Refusal)
    return <RefusalPanel problem={error.problem} again={() => void refetch()} inquiry={<InquiryForm />} />;
  if (error) throw error;
  if (isPending) return <Loading what="Asking" />;
  return children({ rows: data.rows as unknown as Row[], answer: data });
};

/** The rows of a register: `<RegisterRows register="members">{({ rows }) => …}</RegisterRows>`. */
export const RegisterRows = ({
  register,
  children,
}: {
  readonly register: Register;
  readonly children: (shown: Shown) => ReactNode;
}): ReactNode => (
  <Asked question="registers" elements={{ register }}>
    {children}
  </Asked>
);
