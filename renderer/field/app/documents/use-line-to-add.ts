import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Line of text that a person adds to a record, again and again. */
interface LineToAdd {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Add the text; answers whether the record has it. */
  readonly add: () => Promise<boolean>;
}

/**
 * State of a line to add. Its text stays in the field until the record has it, and a second press meanwhile adds nothing
 * twice.
 * @param save Writes the text as it was typed, and answers whether the record has it.
 */
export function useLineToAdd(save: (typed: string) => Promise<boolean>): LineToAdd {
  const [text, setText] = useState('');
  const latest = useRef({ text, save, isSaving: false });
  useLayoutEffect(() => {
    Object.assign(latest.current, { text, save });
  });
  const add = useCallback(async (): Promise<boolean> => {
    const { text: typed, save: saveLatest, isSaving } = latest.current;
    if (typed.trim() === '' || isSaving) return false;
    latest.current.isSaving = true;
    const isSaved = await saveLatest(typed).finally(() => {
      latest.current.isSaving = false;
    });
    if (isSaved) setText((now) => textAfterAdding(typed, now));
    return isSaved;
  }, []);
  return { text, setText, add };
}

/** Text of a field once a record has what was added: letters that came meanwhile begin the next text. */
export const textAfterAdding = (added: string, now: string): string =>
  now.startsWith(added) ? now.slice(added.length) : now;
