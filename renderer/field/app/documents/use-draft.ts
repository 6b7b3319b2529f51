import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { areJsonEqual } from '#base/json.ts';
import { type Document, dotsAt, editableValueAt, valueAt } from '#domain/document/document.ts';
import { type Dot, Path, type PathValue } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { longestTextAt } from '#domain/kinds/longest-text.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import type { MessageKey } from '#renderer/i18n';
import type { ValueNotation } from '#renderer/records/value-notations.ts';
import type { FieldDrafts } from '#renderer/ui';
import { useFieldDrafts } from '../drafts/field-drafts-provider.tsx';
import { useFieldServices } from '../session/field-services.tsx';
import { isNativeUndoInput } from '../undo/focused-text.ts';
import { useWriteRegisters, type WriteOutcome, writeRefusalMessage } from './use-document.ts';

/**
 * Typing into one register of one document.
 * It replaces only the values seen when typing began; a value that arrives meanwhile makes a conflict (M3).
 * Saved at most 300 ms after a keystroke. Leaving the field, hiding or closing the window, and navigation
 * save it at once. Give the component a `key` where the path can change.
 * @param besides Value that each save of the text writes with it, where the register has another.
 */
export function useDraft(logId: LogId, document: Document, path: string, besides?: PathValue): TextDraft {
  const { onFlush, session, unsaved } = useFieldServices();
  const fieldDrafts = useFieldDrafts();
  const writeRegisters = useWriteRegisters(logId);
  const shownEditableValue = editableValueAt(document, path, session.device);
  const shownText = typeof shownEditableValue.value === 'string' ? shownEditableValue.value : '';
  const [draftEdit, setEdit] = useState<DraftEdit | null>(null);
  const [problem, setProblem] = useState<TextDraft['problem']>(null);

  // The field follows the store again once it was left and saved, and the store shows that or a later text.
  const isBack =
    draftEdit !== null &&
    draftEdit.left &&
    draftEdit.savedOver !== null &&
    (draftEdit.text === shownText || draftEdit.savedOver !== dotListKey(shownEditableValue.over));

  // State for the callbacks; they outlive the render that made them (timers, unmount).
  const now = useRef<DraftState>({
    edit: null,
    timer: undefined,
    endGathering: undefined,
    isNativeUndo: false,
  });
  const seen = useRef({ over: shownEditableValue.over, isBack, besides: besidesToWrite(document, besides) });
  useLayoutEffect(() => {
    seen.current = { over: shownEditableValue.over, isBack, besides: besidesToWrite(document, besides) };
  });

  // A save changes nothing that is shown while a person types on: the field is not drawn again for it.
  const change = useCallback(
    (nextDraftEdit: DraftEdit) => {
      const previousDraftEdit = now.current.edit;
      now.current.edit = nextDraftEdit;
      if (
        previousDraftEdit === null ||
        nextDraftEdit.left ||
        previousDraftEdit.left ||
        previousDraftEdit.text !== nextDraftEdit.text
      )
        setEdit(nextDraftEdit);
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
    const { isNativeUndo } = now.current;
    now.current.isNativeUndo = false;
    const longest = longestTextAt(kind, path);
    const isTooLong = longest !== undefined && saving.text.length > longest;
    // The store would refuse it too, after millions of letters went there and back.
    const writing: Promise<WriteOutcome> = isTooLong
      ? Promise.resolve(tooLongOutcome(path))
      : writeRegisters(
          [
            { doc, kind, path: Path.parse(path), value: saving.text, over: saving.over },
            ...seen.current.besides.map((write) => ({ doc, kind, ...write })),
          ],
          { isTyping: true, isNativeUndo },
        );
    now.current.endGathering?.();
    now.current.endGathering = undefined;
    const outcome = await writing;
    if (outcome.kind !== 'saved') keepRefused(fieldDrafts, path, saving.text, longest);
    setProblem(outcome.kind === 'saved' ? null : outcome);
    const currentDraftEdit = now.current.edit;
    if (currentDraftEdit === null || currentDraftEdit.text !== saving.text) return;
    if (outcome.kind === 'saved') fieldDrafts?.forget({ of: 'record', names: [path] });
    // A refused text stays on the screen and is tried again with the next change.
    const shownOver = dotListKey(seen.current.over);
    change(
      outcome.kind === 'saved'
        ? { ...currentDraftEdit, savedOver: shownOver }
        : { ...currentDraftEdit, unsaved: true },
    );
  }, [change, setProblem, writeRegisters, doc, kind, path, fieldDrafts]);

  const onChange = useCallback(
    (text: string) => {
      const going = seen.current.isBack ? null : now.current.edit;
      const over = going?.over ?? seen.current.over;
      change({ text, over, unsaved: true, savedOver: null, left: false });
      now.current.isNativeUndo ||= isNativeUndoInput();
      now.current.timer ??= setTimeout(() => void save(), keystrokeBatchMs);
      now.current.endGathering ??= unsaved.begin();
    },
    [change, save, unsaved],
  );

  const onBlur = useCallback(() => {
    if (now.current.edit) change({ ...now.current.edit, left: true });
    void save();
  }, [change, save]);

  const onDiscard = useCallback(() => {
    clearTimeout(now.current.timer);
    now.current.endGathering?.();
    now.current = { edit: null, timer: undefined, endGathering: undefined, isNativeUndo: false };
    setEdit(null);
    setProblem(null);
  }, [setEdit, setProblem]);

  useEffect(() => onFlush(save), [onFlush, save]);
  useEffect(() => () => void save(), [save]);

  return {
    text: draftEdit === null || isBack ? shownText : draftEdit.text,
    onChange,
    onBlur,
    onDiscard,
    problem,
    path: path,
  };
}

/** Write of a value beside a text; none where its register has it. */
function besidesToWrite(
  document: Document,
  besides: PathValue | undefined,
): readonly (PathValue & { readonly over: readonly Dot[] })[] {
  if (besides === undefined || areJsonEqual(valueAt(document, besides.path) ?? null, besides.value))
    return [];
  return [{ ...besides, over: dotsAt(document, besides.path) }];
}

/** A draft with its refusal in words. */
export const editedTextOf = ({ problem, ...draft }: TextDraft): EditedText => ({
  ...draft,
  problem: problem && writeRefusalMessage(problem),
});

/** The same for a value; `unread` describes how such a value is written. */
export const editedValueOf = ({ problem, ...draft }: ValueDraft, unread: MessageKey): EditedText => ({
  ...draft,
  problem: problem && (problem.kind === 'unread' ? { key: unread } : writeRefusalMessage(problem)),
});

/** A text field over one register that does not hold text. */
interface ValueDraft {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  /** Go back to the saved value. */
  readonly onDiscard: () => void;
  /** `unread`: the text in the field is no such value; it is not saved. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | { readonly kind: 'unread' } | null;
  /** The register. */
  readonly path: string;
}

const valueKeystrokeBatchMs = 300;

/**
 * Text field over a value that is written whole or not at all: half a date is saved nowhere.
 * A readable value is saved at most 300 ms after a keystroke (D1). Leaving the field or hiding the window
 * saves it at once.
 * @param valueNotation One constant object.
 */
export function useValueDraft(
  logId: LogId,
  document: Document,
  path: string,
  valueNotation: ValueNotation,
): ValueDraft {
  const { onFlush, session, unsaved: page } = useFieldServices();
  const fieldDrafts = useFieldDrafts();
  const writeRegisters = useWriteRegisters(logId);
  const shownEditableValue = editableValueAt(document, path, session.device);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<ValueDraft['problem']>(null);

  // State for the callbacks; they outlive the render that made them (timers, unmount).
  const unsaved = useRef<UnsavedValueEdit | null>(null);
  const seen = useRef(shownEditableValue.over);
  useLayoutEffect(() => {
    seen.current = shownEditableValue.over;
  });

  const { doc, kind } = document;
  const save = useCallback(async (): Promise<void> => {
    const saving = unsaved.current;
    clearTimeout(saving?.timer);
    if (saving === null) return;
    const value = valueNotation.parse(saving.text);
    // Half a date is in no register, so it is a draft until it is whole.
    if (value === undefined) return keepRefused(fieldDrafts, path, saving.text, undefined);
    unsaved.current = null;
    const { isNativeUndo } = saving;
    const writing = writeRegisters([{ doc, kind, path: Path.parse(path), value, over: saving.over }], {
      isTyping: true,
      isNativeUndo,
    });
    saving.end();
    const outcome = await writing;
    if (outcome.kind !== 'saved') keepRefused(fieldDrafts, path, saving.text, undefined);
    else if (unsaved.current === null) fieldDrafts?.forget({ of: 'record', names: [path] });
    setProblem(outcome.kind === 'saved' ? null : outcome);
  }, [writeRegisters, doc, kind, path, valueNotation, fieldDrafts]);

  const onChange = useCallback(
    (text: string) => {
      setTyped(text);
      setProblem(null);
      clearTimeout(unsaved.current?.timer);
      const over = unsaved.current?.over ?? seen.current;
      const end = unsaved.current?.end ?? page.begin();
      const isNativeUndo = unsaved.current?.isNativeUndo === true || isNativeUndoInput();
      const timer = setTimeout(() => void save(), valueKeystrokeBatchMs);
      unsaved.current = { text, over, end, timer, isNativeUndo };
    },
    [save, page],
  );

  const onBlur = useCallback(() => {
    const isUnread = unsaved.current !== null && valueNotation.parse(unsaved.current.text) === undefined;
    if (isUnread) {
      unsaved.current?.end(); // shown beside the field from now on
      setProblem({ kind: 'unread' });
    }
    // Saved first, so that the field does not fall back to the earlier value for a moment.
    else void save().then(() => setTyped(null));
  }, [save, valueNotation]);

  const onDiscard = useCallback(() => {
    clearTimeout(unsaved.current?.timer);
    unsaved.current?.end();
    unsaved.current = null;
    setTyped(null);
    setProblem(null);
  }, []);

  useEffect(() => onFlush(save), [onFlush, save]);
  useEffect(
    () => () => {
      void save();
      unsaved.current?.end();
    },
    [save],
  );

  return {
    text: typed ?? valueNotation.format(shownEditableValue.value),
    onChange,
    onBlur,
    onDiscard,
    problem,
    path: path,
  };
}

interface UnsavedValueEdit {
  readonly text: string;
  /** Dots seen when typing began; the store adds this device's own later writes. */
  readonly over: readonly Dot[];
  readonly timer: ReturnType<typeof setTimeout>;
  /** The browser's own undo made a part of it. */
  readonly isNativeUndo: boolean;
  /** Tell the page that the value is no longer only typed. */
  readonly end: () => void;
}

/** A text field over one register. */
interface TextDraft {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Save at once. */
  readonly onBlur: () => void;
  /** Go back to the saved text. */
  readonly onDiscard: () => void;
  /** Reason why the text on the screen is not saved, until the next change; null without a problem. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | null;
  /** The register. */
  readonly path: string;
}

/** Longest time that keystrokes are gathered (D1). */
const keystrokeBatchMs = 300;

/** Keep a text that its register refused, also where the field is gone by now. */
function keepRefused(
  fieldDrafts: FieldDrafts | null,
  path: string,
  text: string,
  longest: number | undefined,
): void {
  const excess = longest === undefined ? 0 : Math.max(0, text.length - longest);
  fieldDrafts?.keep({ of: 'record', names: [path] }, { text, state: 'refused', excess });
}

const tooLongOutcome = (path: string): WriteOutcome => ({
  kind: 'refused',
  path: Path.parse(path),
  reason: { kind: 'invalidValue', path },
});

interface DraftEdit {
  readonly text: string;
  /** Dots seen when typing began; the store adds this device's own later writes. */
  readonly over: readonly Dot[];
  readonly unsaved: boolean;
  /** Once saved: the values that the store showed at that moment; null before. */
  readonly savedOver: string | null;
  readonly left: boolean;
}

const dotListKey = (dots: readonly Dot[]): string => dots.join(' ');

interface DraftState {
  edit: DraftEdit | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  endGathering: (() => void) | undefined;
  /** The browser's own undo made a part of the unsaved text. */
  isNativeUndo: boolean;
}
