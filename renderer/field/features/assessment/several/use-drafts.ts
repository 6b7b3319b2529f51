import { useState } from 'react';

/** What is being written about several questions, each by its id. */
export interface Drafts<T> {
  readonly of: (question: string) => T;
  readonly change: (question: string, to: (before: T) => T) => void;
  /** It is recorded: nothing of it is left to write. */
  readonly end: (question: string) => void;
}

/** Keeps what was begun about one question while the person looks at another, or at another place of the record. */
export function useDrafts<T>(first: T): Drafts<T> {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, T>>(new Map());
  return {
    of: (question) => drafts.get(question) ?? first,
    change: (question, to) =>
      setDrafts((before) => new Map([...before, [question, to(before.get(question) ?? first)]])),
    end: (question) => setDrafts((before) => new Map([...before].filter(([id]) => id !== question))),
  };
}
