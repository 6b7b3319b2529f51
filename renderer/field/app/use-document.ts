import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Json } from '#domain/base/json.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import { useQuery } from '../use-query.ts';
import { type PendingValues, shownKey, stillPending, withPending } from './pending-values.ts';
import { useWrite, type WriteOutcome } from './use-write.ts';

/** A value for a register, as a screen chooses it. */
export interface ChosenValue {
  readonly path: string;
  readonly value: Json;
}

/** Why something that was chosen was not kept. */
export type ChoiceProblem = Exclude<WriteOutcome, { kind: 'saved' }>;

export interface OpenDocument {
  readonly kind: 'present';
  /** As it will be when what was chosen is saved: for showing. */
  readonly document: Document;
  readonly answer: DocumentAnswer;
  /** Chooses values, all or none, over what the person sees now. Shows them at once; a refusal takes them back. */
  readonly choose: (values: readonly ChosenValue[]) => Promise<WriteOutcome>;
  /** By path, until something is chosen there again. */
  readonly problems: ReadonlyMap<string, ChoiceProblem>;
}

const nothingPending: PendingValues = new Map();
const noProblems: ReadonlyMap<string, ChoiceProblem> = new Map();

/** What is this document, now, and how is something chosen in it? Text fields use `useDraft` beside it. */
export function useDocument(
  log: LogId,
  doc: DocumentId,
): { readonly kind: 'loading' | 'absent' } | OpenDocument {
  const asked = useQuery('document', { log, doc });
  const answer = asked.kind === 'present' ? asked.answer : null;
  const write = useWrite(log);
  const [pending, setPending] = useState(nothingPending);
  const [problems, setProblems] = useState(noProblems);
  const waiting = useMemo(
    () => (answer ? stillPending(pending, answer.document) : nothingPending),
    [answer, pending],
  );
  const document = useMemo(() => (answer ? withPending(answer.document, waiting) : null), [answer, waiting]);

  // What the person sees at the moment of a choice, which can come between two renders.
  const seen = useRef({ answer, waiting });
  useLayoutEffect(() => {
    seen.current = { answer, waiting };
  });

  const choose = useCallback(
    async (values: readonly ChosenValue[]): Promise<WriteOutcome> => {
      const shown = seen.current.answer?.document;
      if (!shown) throw new Error('Nothing can be chosen in a document that is not there');
      const chosen = values.map(({ path: text, value }) => {
        const path = Path.parse(text);
        return { path, value, over: seen.current.waiting.get(path)?.over ?? dotsAt(shown, path) };
      });
      const now = new Map([
        ...seen.current.waiting,
        ...chosen.map(({ path, ...rest }) => [path, { ...rest, choice: values, saved: null }] as const),
      ]);
      seen.current = { ...seen.current, waiting: now };
      setPending(now);

      const outcome = await write(chosen.map((one) => ({ doc: shown.doc, kind: shown.kind, ...one })));
      setProblems((before) => withOutcome(before, chosen, outcome));
      setPending((before) => settle(before, values, outcome, seen.current.answer?.document));
      return outcome;
    },
    [write, setPending, setProblems],
  );

  if (asked.kind === 'loading') return { kind: 'loading' };
  if (!answer || !document) return { kind: 'absent' };
  return { kind: 'present', document, answer, choose, problems };
}

function withOutcome(
  before: ReadonlyMap<string, ChoiceProblem>,
  chosen: readonly ChosenValue[],
  outcome: WriteOutcome,
): ReadonlyMap<string, ChoiceProblem> {
  const next = new Map(before);
  for (const { path } of chosen) {
    if (outcome.kind === 'saved') next.delete(path);
    else next.set(path, outcome);
  }
  return next;
}

/** A choice that was made after this one at the same place stays pending by itself. */
function settle(
  before: PendingValues,
  chosen: readonly ChosenValue[],
  outcome: WriteOutcome,
  document: Document | undefined,
): PendingValues {
  const next = new Map(before);
  for (const [at, { path: text }] of chosen.entries()) {
    const path = Path.parse(text);
    const pending = next.get(path);
    if (pending?.choice !== chosen) continue;
    const dot = outcome.kind === 'saved' ? outcome.dots[at] : undefined;
    if (dot === undefined) next.delete(path);
    else next.set(path, { ...pending, saved: { dot, shown: shownKey(document, path) } });
  }
  return next;
}
