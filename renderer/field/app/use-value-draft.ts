import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import { editableValue } from '#domain/document/editable-value.ts';
import { Path } from '#domain/document/path.ts';
import type { LogId } from '#domain/ids.ts';
import { useField } from './field-context.tsx';
import { useWrite, type WriteOutcome } from './use-write.ts';

/** How a value that is not text (a day, a number of minutes) stands in a text field. */
export interface Notation {
  readonly show: (value: Json | undefined) => string;
  /** Undefined: not such a value, perhaps only not yet. */
  readonly read: (text: string) => Json | undefined;
}

/** A text field over one register that does not hold text. */
export interface ValueDraft {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  /** `unread`: the field was left with something that is no such value; it is not saved. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | { readonly kind: 'unread' } | null;
}

const gatherMs = 300;

/**
 * As `useDraft`, for values that are written whole or not at all: half a date is saved nowhere. What can be read is
 * saved 300 ms after a keystroke at the latest, and at once on leaving the field or hiding the window (sync.md D1).
 * `notation` must be one constant.
 */
export function useValueDraft(log: LogId, document: Document, path: string, notation: Notation): ValueDraft {
  const { onFlush, session, unsaved: page } = useField();
  const write = useWrite(log);
  const shown = editableValue(document, path, session.device);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<ValueDraft['problem']>(null);

  // What the callbacks read; they outlive the render that made them (timers, unmount).
  const unsaved = useRef<Unsaved | null>(null);
  const seen = useRef(shown.over);
  useLayoutEffect(() => {
    seen.current = shown.over;
  });

  const { doc, kind } = document;
  const save = useCallback(async (): Promise<void> => {
    const saving = unsaved.current;
    clearTimeout(saving?.timer);
    const value = saving === null ? undefined : notation.read(saving.text);
    if (saving === null || value === undefined) return;
    unsaved.current = null;
    const writing = write([{ doc, kind, path: Path.parse(path), value, over: saving.over }]);
    saving.end();
    const outcome = await writing;
    setProblem(outcome.kind === 'saved' ? null : outcome);
  }, [write, doc, kind, path, notation]);

  const onChange = useCallback(
    (text: string) => {
      setTyped(text);
      setProblem(null);
      clearTimeout(unsaved.current?.timer);
      const over = unsaved.current?.over ?? seen.current;
      const end = unsaved.current?.end ?? page.begin();
      unsaved.current = { text, over, end, timer: setTimeout(() => void save(), gatherMs) };
    },
    [save, page],
  );

  const onBlur = useCallback(() => {
    const isUnread = unsaved.current !== null && notation.read(unsaved.current.text) === undefined;
    if (isUnread) {
      unsaved.current?.end(); // told beside the field from now on
      setProblem({ kind: 'unread' });
    }
    // Saved first, so that the field does not fall back to the earlier value for a moment.
    else void save().then(() => setTyped(null));
  }, [save, notation]);

  useEffect(() => onFlush(save), [onFlush, save]);
  useEffect(
    () => () => {
      void save();
      unsaved.current?.end();
    },
    [save],
  );

  return { text: typed ?? notation.show(shown.value), onChange, onBlur, problem };
}

interface Unsaved {
  readonly text: string;
  /** The dots seen when typing began; the store adds what this device itself wrote since. */
  readonly over: readonly Dot[];
  readonly timer: ReturnType<typeof setTimeout>;
  /** Tells the page that this is no longer only typed. */
  readonly end: () => void;
}
