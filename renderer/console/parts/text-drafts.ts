import { createContext, use, useCallback, useState } from 'react';

/**
 * Typed texts that are not saved yet, by name. They are in the memory of this page alone, since a comment may be
 * confidential. They survive navigation and an ended session, but no reload, no sign-out and no other person.
 */
export interface TextDrafts {
  readonly read: (name: string) => string | undefined;
  /** An empty text is none. */
  readonly write: (name: string, text: string) => void;
  /** Whether a name begins with this. */
  readonly has: (prefix: string) => boolean;
  /** Forget each draft whose name begins with this; all with an empty one. */
  readonly forget: (prefix: string) => void;
  /** Forget the drafts of everybody else. */
  readonly keepOnlyOf: (person: string | null) => void;
}

/** Create empty drafts, in memory. */
export function createTextDrafts(): TextDrafts {
  const texts = new Map<string, string>();
  let owner: string | null = null;
  const namesWith = (prefix: string): readonly string[] =>
    [...texts.keys()].filter((name) => name.startsWith(prefix));
  return {
    read: (name) => texts.get(name),
    write: (name, text) => void (text === '' ? texts.delete(name) : texts.set(name, text)),
    has: (prefix) => namesWith(prefix).length > 0,
    forget: (prefix) => {
      for (const name of namesWith(prefix)) texts.delete(name);
    },
    keepOnlyOf: (person) => {
      if (person !== owner) texts.clear();
      owner = person;
    },
  };
}

/** Drafts of the signed-in person. Without a session around it nothing is kept. */
export const TextDraftsContext = createContext<TextDrafts>({
  read: () => undefined,
  write: () => undefined,
  has: () => false,
  forget: () => undefined,
  keepOnlyOf: () => undefined,
});

export const useTextDrafts = (): TextDrafts => use(TextDraftsContext);

/** Text of a field that survives navigation. */
export function useTextDraft(name: string, first = ''): readonly [string, (text: string) => void] {
  const textDrafts = useTextDrafts();
  const [text, setText] = useState(() => textDrafts.read(name) ?? first);
  const change = useCallback(
    (next: string) => {
      textDrafts.write(name, next);
      setText(next);
    },
    [textDrafts, name],
  );
  return [text, change];
}
