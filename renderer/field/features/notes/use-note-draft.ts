import { useCallback, useEffect, useRef, useState } from 'react';
import { isBlankNote, NoteDraft } from '#domain/interview/interview-note.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { StoreApi } from '#renderer/store/store-api.ts';

/** A note that is being written. */
export interface NoteEditing {
  readonly draft: NoteDraft;
  readonly onChange: (part: Partial<NoteDraft>) => void;
  /** Saves at once. */
  readonly onBlur: () => void;
  /** Changes and saves at once; resolves when it is saved, or its problem is shown. */
  readonly keep: (part: Partial<NoteDraft>) => Promise<void>;
  /** Nothing is written any more: the note is being erased. */
  readonly stop: () => void;
  /** Why what is on the screen is not saved; null while all is well. */
  readonly problem: Message | null;
}

/** Keystrokes are gathered for at most so long (sync.md D1). */
const gatherMs = 300;

/**
 * What a person writes into one interview note. Nobody else writes it, so what is on the screen counts. Saved 300 ms
 * after a keystroke at the latest, and at once on leaving a field, hiding or closing the window, and going elsewhere. A
 * new note into which nothing was written is not kept.
 */
export function useNoteDraft(initial: NoteDraft, isKept: boolean): NoteEditing {
  const { store, onFlush, unsaved } = useField();
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<Message | null>(null);
  const now = useRef<Now>({ draft: initial, isKept, isChanged: false, timer: undefined, end: undefined });

  const save = useCallback(async (): Promise<void> => {
    const { current } = now;
    clearTimeout(current.timer);
    current.timer = undefined;
    const end = current.end;
    current.end = undefined;
    if (current.isChanged && (current.isKept || !isBlankNote(current.draft))) {
      current.isChanged = false;
      current.isKept = true;
      const refused = await saveTo(store, current.draft);
      setProblem(refused);
      // What was not taken stays on the screen and is tried again with the next change.
      if (refused !== null) current.isChanged = true;
    }
    end?.();
  }, [store]);

  const change = useCallback(
    (part: Partial<NoteDraft>) => {
      const { current } = now;
      current.draft = { ...current.draft, ...part };
      current.isChanged = true;
      setDraft(current.draft);
      current.timer ??= setTimeout(() => void save(), gatherMs);
      current.end ??= unsaved.begin();
    },
    [save, unsaved],
  );

  const keep = useCallback(
    (part: Partial<NoteDraft>) => {
      change(part);
      return save();
    },
    [change, save],
  );

  const stop = useCallback(() => {
    const { current } = now;
    clearTimeout(current.timer);
    current.isChanged = false;
    current.end?.();
    current.end = undefined;
  }, []);

  useEffect(() => onFlush(save), [onFlush, save]);
  useEffect(() => () => void save(), [save]);

  return { draft, onChange: change, onBlur: () => void save(), keep, stop, problem };
}

interface Now {
  draft: NoteDraft;
  isKept: boolean;
  isChanged: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  end: (() => void) | undefined;
}

async function saveTo(store: StoreApi, draft: NoteDraft): Promise<Message | null> {
  // All else of a draft comes from choices.
  if (!NoteDraft.safeParse(draft).success) return { key: 'note.refused.tooLong' };
  try {
    const result = await store.saveNote(draft);
    if (result.kind === 'saved') return null;
    return {
      key: result.reason.kind === 'leaseOver' ? 'frame.refused.leaseOver' : 'note.refused.missionErased',
    };
  } catch (problem) {
    // A broken disk is also in the store's status, which the frame shows for as long as it lasts.
    return refusalMessage({ kind: 'failed', why: String(problem) });
  }
}
