/** The access history, fetched page by page as it is needed; each page is recorded with what it showed. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ask, type Elements, type Inquiry } from '../asking.tsx';
import { freshId, type Problem, Refusal } from '../calling.ts';

/** A row of the history, as the server gives it: what a person did or tried, and by which clauses. */
export type Access = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly act: string;
  readonly outcome: 'done' | 'refused';
  readonly actorKind: string;
  readonly actorId: string;
  readonly username: string | null;
  readonly sessionId: string | null;
  readonly subject: string | null;
  readonly rulings: readonly { readonly clause: string; readonly code: string }[];
  readonly purpose: string | null;
  readonly question: string | null;
  readonly eventNumberGiven: boolean;
  readonly shown: number | null;
  readonly elements: Readonly<Record<string, string>> | null;
  readonly reason: string | null;
  readonly eventNumber: string | null;
  readonly caseNumber: string | null;
  readonly noEventNumberBecause: string | null;
};

export type History = {
  readonly rows: readonly Access[];
  /** There are more rows than were fetched. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly problem: Problem | null;
  readonly loadMore: () => void;
  /** The event by which this very look stands on the ledger. */
  readonly receipt: string | null;
};

/** Rows of one page; the server shows no more at a time. */
const PAGE = 1000;

/** @param elements whose history; null asks nothing yet */
export const useHistory = (elements: Elements | null, why: Inquiry | null): History => {
  // All pages of one look are one question, under one id.
  const key = useMemo(freshId, [elements, why]);
  const query = useInfiniteQuery({
    queryKey: ['ask', 'access-history', null, key],
    queryFn: ({ pageParam }) =>
      ask({ question: 'access-history', elements: elements!, limit: PAGE }, why!, key, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ more, rows }) => (more ? (rows.at(-1)?.id as string | undefined) : undefined),
    enabled: elements !== null && why !== null,
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page) => page.rows as unknown as Access[]), [data]);
  if (error && !(error instanceof Refusal)) throw error;
  const loadMore = useCallback(() => {
    // Asked for twice at once, a page would be recorded as shown twice.
    if (hasNextPage && !isFetching) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetching, fetchNextPage]);
  return {
    rows,
    more: hasNextPage,
    loading: isFetching,
    problem: error?.problem ?? null,
    loadMore,
    receipt: data?.pages[0]?.receipt.recorded[0]?.id ?? null,
  };
};
