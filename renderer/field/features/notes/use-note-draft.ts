import { useCallback, useEffect, useRef, useState } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { isBlankNote, NoteDraft } from '#domain/interview/interview-note.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { StoreApi } from '#renderer/store/api/store-api.ts';

/** Whether the person may write interview notes in this mission, now: those who rate interviews may. */
export function useMayWriteNotes(logId: LogId): boolean {
  const { session } = useFieldServices();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === logId);
  if (frameMission === undefined) return false;
  return writeModeOf(session.roles[logId] ?? [], emptyDocument(frameMission.doc, assessmentKind)) === 'open';
}

/** Note in editing. */
export interface NoteEditing {
  readonly draft: NoteDraft;
  readonly onChange: (noteDraft: Partial<NoteDraft>) => void;
  /** Save at once. */
  readonly onBlur: () => void;
  /** Change and save at once; resolves when it is saved, or its problem is shown. */
  readonly keep: (noteDraft: Partial<NoteDraft>) => Promise<void>;
  /** Stop all writing: the note is being erased. */
  readonly stop: () => void;
  /** Reason why the text on the screen is not saved; null without a problem. */
  readonly problem: Message | null;
}

/** Longest time that keystrokes are gathered (D1). */
const keystrokeBatchMs = 300;

/**
 * Draft of one interview note. Nobody else writes it, so the text on the screen counts.
 * Saved at most 300 ms after a keystroke. Leaving a field, hiding or closing the window, and navigation save
 * it at once. An empty new note is not kept.
 */
export function useNoteDraft(initial: NoteDraft, isKept: boolean): NoteEditing {
  const { store, onFlush, unsaved } = useFieldServices();
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<Message | null>(null);
  const now = useRef<NoteDraftState>({
    draft: initial,
    isKept,
    isChanged: false,
    timer: undefined,
    end: undefined,
  });

  const save = useCallback(async (): Promise<void> => {
    const { current } = now;
    clearTimeout(current.timer);
    current.timer = undefined;
    const end = current.end;
    current.end = undefined;
    if (current.isChanged && (current.isKept || !isBlankNote(current.draft))) {
      current.isChanged = false;
      current.isKept = true;
      const refused = await saveNoteDraft(store, current.draft);
      setProblem(refused);
      // A refused text stays on the screen and is tried again with the next change.
      if (refused !== null) current.isChanged = true;
    }
    end?.();
  }, [store]);

  const change = useCallback(
    (noteDraft: Partial<NoteDraft>) => {
      const { current } = now;
      current.draft = { ...current.draft, ...noteDraft };
      current.isChanged = true;
      setDraft(current.draft);
      current.timer ??= setTimeout(() => void save(), keystrokeBatchMs);
      current.end ??= unsaved.begin();
    },
    [save, unsaved],
  );

  const keep = useCallback(
    (noteDraft: Partial<NoteDraft>) => {
      change(noteDraft);
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

interface NoteDraftState {
  draft: NoteDraft;
  isKept: boolean;
  isChanged: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  end: (() => void) | undefined;
}

async function saveNoteDraft(storeApi: StoreApi, noteDraft: NoteDraft): Promise<Message | null> {
  // All else of a draft comes from choices.
  if (!NoteDraft.safeParse(noteDraft).success) return { key: 'note.refused.tooLong' };
  try {
    const noteResult = await storeApi.saveNote(noteDraft);
    if (noteResult.kind === 'saved') return null;
    return { key: 'note.refused.missionErased' };
  } catch (problem) {
    // The store's status also tells of a broken disk for as long as it lasts.
    return writeRefusalMessage({ kind: 'failed', why: String(problem) });
  }
}
