import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { Dot } from '#domain/document/dot.ts';
import { editableValue } from '#domain/document/editable-value.ts';
import { Path } from '#domain/document/path.ts';
import type { LogId } from '#domain/ids.ts';
import { useField } from './field-context.tsx';
import { useWrite, type WriteOutcome } from './use-write.ts';

/** A text field over one register. */
export interface Draft {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Saves at once. */
  readonly onBlur: () => void;
  /** Why the text on the screen is not saved, until the next change; null while all is well. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | null;
}

/** Keystrokes are gathered for at most so long (sync.md D1). */
const gatherMs = 300;

/**
 * What a person types into one register of one document. It replaces the values that were seen when typing began, and
 * nothing that arrives meanwhile: that ends as a conflict (M3). While a person types, the text under the cursor is
 * theirs alone. Saved 300 ms after a keystroke at the latest, and at once on leaving the field, hiding or closing the
 * window, and going elsewhere. One field per register: give the component a `key` where the path can change.
 */
export function useDraft(log: LogId, document: Document, path: string): Draft {
  const { onFlush, session, unsaved } = useField();
  const write = useWrite(log);
  const shown = editableValue(document, path, session.device);
  const shownText = typeof shown.value === 'string' ? shown.value : '';
  const [edit, setEdit] = useState<Edit | null>(null);
  const [problem, setProblem] = useState<Draft['problem']>(null);

  // The field follows the store again once it was left, is saved, and the store has answered with that or a later text.
  const isBack =
    edit !== null &&
    edit.left &&
    edit.savedOver !== null &&
    (edit.text === shownText || edit.savedOver !== keyOf(shown.over));

  // What the callbacks read; they outlive the render that made them (timers, unmount).
  const now = useRef<Now>({ edit: null, timer: undefined, endGathering: undefined });
  const seen = useRef({ over: shown.over, isBack });
  useLayoutEffect(() => {
    seen.current = { over: shown.over, isBack };
  });

  const change = useCallback(
    (next: Edit) => {
      now.current.edit = next;
      setEdit(next);
    },
    [setEdit],
  );

  const { doc, kind } = document;
  const save = useCallback(async (): Promise<void> => {
    clearTimeout(now.current.timer);
    now.current.timer = undefined;
    const saving = now.current.edit;
    if (saving?.unsaved !== true) return;
    change({ ...saving, unsaved: false });
    const writing = write([{ doc, kind, path: Path.parse(path), value: saving.text, over: saving.over }]);
    now.current.endGathering?.();
    now.current.endGathering = undefined;
    const outcome = await writing;
    setProblem(outcome.kind === 'saved' ? null : outcome);
    const current = now.current.edit;
    if (current === null || current.text !== saving.text) return;
    // What was not taken stays on the screen and is tried again with the next change.
    const shownOver = keyOf(seen.current.over);
    change(outcome.kind === 'saved' ? { ...current, savedOver: shownOver } : { ...current, unsaved: true });
  }, [change, setProblem, write, doc, kind, path]);

  const onChange = useCallback(
    (text: string) => {
      const going = seen.current.isBack ? null : now.current.edit;
      const over = going?.over ?? seen.current.over;
      change({ text, over, unsaved: true, savedOver: null, left: false });
      now.current.timer ??= setTimeout(() => void save(), gatherMs);
      now.current.endGathering ??= unsaved.begin();
    },
    [change, save, unsaved],
  );

  const onBlur = useCallback(() => {
    if (now.current.edit) change({ ...now.current.edit, left: true });
    void save();
  }, [change, save]);

  useEffect(() => onFlush(save), [onFlush, save]);
  useEffect(() => () => void save(), [save]);

  return { text: edit === null || isBack ? shownText : edit.text, onChange, onBlur, problem };
}

interface Edit {
  readonly text: string;
  /** The dots seen when typing began; the store adds what this device itself wrote since. */
  readonly over: readonly Dot[];
  readonly unsaved: boolean;
  /** Once saved: which values the store showed at that moment; null before. */
  readonly savedOver: string | null;
  readonly left: boolean;
}

const keyOf = (dots: readonly Dot[]): string => dots.join(' ');

interface Now {
  edit: Edit | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  endGathering: (() => void) | undefined;
}
