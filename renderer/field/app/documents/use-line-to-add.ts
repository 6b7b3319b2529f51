import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { createMutex } from '#base/mutex.ts';

/** Line of text that a person adds to a record, again and again. */
interface LineToAdd {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Add the text; answers whether the record has it. */
  readonly add: () => Promise<boolean>;
}

/**
 * State of a line to add. Its text stays in the field until the record has it. A press meanwhile waits for its turn, and
 * adds what the field has then: nothing is added twice, and no press is lost.
 * @param save Writes the text as it was typed, and answers whether the record has it.
 */
export function useLineToAdd(save: (typed: string) => Promise<boolean>): LineToAdd {
  const [text, showText] = useState('');
  const latest = useRef({ text: '', save });
  const [inTurn] = useState(createMutex);
  useLayoutEffect(() => {
    latest.current.save = save;
  });
  const setText = useCallback((typed: string): void => {
    latest.current.text = typed;
    showText(typed);
  }, []);
  const add = useCallback(
    () =>
      inTurn(async () => {
        const typed = latest.current.text;
        if (typed.trim() === '') return false;
        const isSaved = await latest.current.save(typed);
        if (isSaved) setText(textAfterAdding(typed, latest.current.text));
        return isSaved;
      }),
    [inTurn, setText],
  );
  return { text, setText, add };
}

/** Text of a field once a record has what was added: letters that came meanwhile begin the next text. */
export const textAfterAdding = (added: string, now: string): string =>
  now.startsWith(added) ? now.slice(added.length) : now;
