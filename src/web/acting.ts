/** An act from a screen: one id from the form's opening on, so that a double click or a retry is settled once. */
import { useCallback, useRef, useState } from 'react';
import { answered, freshId, type Key, type Outcome, type Problem, Refusal } from './calling.ts';

export type Acting<Input, Output> = {
  /** Sends it; while it is on its way a second call is the first one. @returns what came, or null when it did not go */
  readonly act: (input: Input) => Promise<Output | null>;
  readonly busy: boolean;
  /** What the server said against it; for `RefusalPanel`. */
  readonly problem: Problem | null;
  readonly clear: () => void;
};

/** Whether the same act may be settled yet under the same id: it is not known, or nothing was recorded. */
const mayBeSettled = ({ status }: Problem): boolean => status === 0 || status === 401 || status >= 500;

/**
 * @param perform makes the call: `(input, key) => api.POST(path, { params: { path: …, header: key }, body: … })`
 */
export const useAct = <Input, Output>(
  perform: (input: Input, key: Key) => Promise<Outcome<Output>>,
): Acting<Input, Output> => {
  const id = useRef(freshId());
  const running = useRef<Promise<Output | null> | null>(null);
  const latest = useRef(perform);
  latest.current = perform;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const once = useCallback(async (input: Input): Promise<Output | null> => {
    setBusy(true);
    try {
      const output = await answered(latest.current(input, { 'Idempotency-Key': id.current }));
      id.current = freshId();
      setProblem(null);
      return output;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!mayBeSettled(error.problem)) id.current = freshId();
      setProblem(error.problem);
      return null;
    } finally {
      running.current = null;
      setBusy(false);
    }
  }, []);

  const act = useCallback((input: Input) => (running.current ??= once(input)), [once]);
  const clear = useCallback(() => setProblem(null), []);
  return { act, busy, problem, clear };
};
