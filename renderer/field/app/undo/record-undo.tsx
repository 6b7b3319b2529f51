import {
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { PlainMessageKey, Translate } from '#renderer/i18n';
import type { UndoDirection, UndoneRegister, UndoResult } from '#renderer/store/api/undo-api.ts';
import { type NoticeText, type ScreenNotice, useKeyPresses, useNotify } from '#renderer/ui';
import { writeRefusalMessage } from '../documents/use-document.ts';
import { readOnce, useFieldServices } from '../session/field-services.tsx';
import { type FocusedText, isTextField, watchFocusedText } from './focused-text.ts';
import { registersOfResult, routeOfRegister } from './undo-records.ts';
import { barredText, changedSinceText, registersText, type UndoFacts } from './undo-text.ts';

/** Undo and redo of this person's newest act, wherever it was done. */
interface RecordUndo {
  readonly undo: () => void;
  readonly redo: () => void;
  /** Tell of this person's newest act, with a button that takes it back. */
  readonly notifyAct: (noticeText: NoticeText) => void;
}

const RecordUndoContext = createContext<RecordUndo>({
  undo: () => undefined,
  redo: () => undefined,
  notifyAct: () => undefined,
});

export const useRecordUndo = (): RecordUndo => use(RecordUndoContext);

const undoKeys: Readonly<Record<string, UndoDirection>> = {
  'Ctrl+z': 'undo',
  'Ctrl+Shift+z': 'redo',
  'Ctrl+y': 'redo',
};

/**
 * Undo and redo of this person's acts, for all screens inside. A text field keeps the browser's own undo while a person
 * has changed it since it has the focus. Otherwise the keys take back the newest act, and no undo reaches an older one behind it.
 */
export function RecordUndoProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const take = useTakeStep();
  const notify = useNotify();
  const focused = useRef<FocusedText | null>(null);
  useEffect(() => {
    const watching = watchFocusedText();
    focused.current = watching;
    const guard = (event: InputEvent): void => {
      const isOwn =
        (event.inputType === 'historyUndo' && watching.hasOwnUndo()) ||
        (event.inputType === 'historyRedo' && watching.hasOwnRedo());
      if (event.inputType.startsWith('history') && !isOwn) event.preventDefault();
    };
    document.addEventListener('beforeinput', guard, true);
    return () => {
      document.removeEventListener('beforeinput', guard, true);
      watching.stop();
    };
  }, []);

  useKeyPresses(
    (key) => {
      const undoDirection = undoKeys[key];
      if (undoDirection === undefined) return false;
      const isOwn = undoDirection === 'undo' ? focused.current?.hasOwnUndo() : focused.current?.hasOwnRedo();
      if (isOwn !== true) take(undoDirection);
      return isOwn !== true;
    },
    { whileTyping: Object.keys(undoKeys) },
  );

  const acts = useMemo<RecordUndo>(
    () => ({
      undo: () => take('undo'),
      redo: () => take('redo'),
      notifyAct: (text) => notify(withUndo({ meaning: 'info', text }, 'frame.undo', () => take('undo'))),
    }),
    [take, notify],
  );
  return <RecordUndoContext value={acts}>{children}</RecordUndoContext>;
}

/** Only the last act can be taken back from its notice. */
const withUndo = (screenNotice: ScreenNotice, label: PlainMessageKey, onPress: () => void): ScreenNotice => ({
  ...screenNotice,
  key: 'undo',
  action: { label, onPress },
});

/** Take the next step, tell of it, and show the changed field. */
function useTakeStep(): (undoDirection: UndoDirection) => void {
  const { store, session, route, navigate, unsaved } = useFieldServices();
  const notify = useNotify();
  const latest = useRef<(undoDirection: UndoDirection) => Promise<void>>(async () => undefined);
  const again = useRef<(undoDirection: UndoDirection) => void>(() => undefined);
  const queue = useRef(Promise.resolve());

  const takeNow = async (undoDirection: UndoDirection): Promise<void> => {
    // A field in focus shows its own text: it is left, which saves it, and takes the stored text again.
    const active = document.activeElement;
    if (isTextField(active)) active.blur();
    const end = unsaved.begin();
    let undoResult: UndoResult;
    try {
      undoResult = await store[undoDirection]();
    } catch {
      notify({ meaning: 'bad', key: 'undo', text: (translate) => translate('frame.refused.failed') });
      return;
    } finally {
      end();
    }
    const documents = await readDocuments(undoResult);
    const facts = { documents, people: session.people };
    const text: NoticeText = (translate) => undoResultText(translate, undoResult, undoDirection, facts);
    const back: UndoDirection = undoDirection === 'undo' ? 'redo' : 'undo';
    const meaning = undoResult.kind === 'refused' ? 'bad' : undoResult.kind === 'barred' ? 'wait' : 'info';
    const screenNotice: ScreenNotice = { meaning, key: 'undo', text };
    if (undoResult.kind !== 'done') {
      notify(screenNotice);
      if (active instanceof HTMLElement && active.isConnected) active.focus();
      return;
    }
    notify(withUndo(screenNotice, back === 'redo' ? 'frame.redo' : 'frame.undo', () => again.current(back)));
    const [firstRegister] = undoResult.registers;
    const isShown = firstRegister !== undefined && show(undoResult.log, firstRegister);
    if (!isShown && active instanceof HTMLElement && active.isConnected) active.focus();
  };

  const readDocuments = async (undoResult: UndoResult): Promise<ReadonlyMap<DocumentId, Document>> => {
    const found = new Map<DocumentId, Document>();
    if (undoResult.kind === 'nothing' || undoResult.kind === 'refused') return found;
    const { log } = undoResult;
    for (const documentId of new Set(registersOfResult(undoResult).map((register) => register.doc))) {
      const queryResult = await readOnce(store, 'document', { log, doc: documentId });
      if (queryResult) found.set(documentId, queryResult.document);
    }
    return found;
  };

  /** Go to the field; true when its question has the focus. */
  const show = (logId: LogId, register: UndoneRegister): boolean => {
    const to = routeOfRegister(route, logId, register);
    if (to !== route) navigate(to);
    const question = to.screen === 'assessment' ? to.question : undefined;
    if (question === undefined) return false;
    const stop = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(question)}"]`);
    stop?.focus({ preventScroll: true });
    stop?.scrollIntoView({ block: 'nearest' });
    return stop !== null;
  };

  // One after the other, so that a held key takes each step once.
  const take = useCallback((undoDirection: UndoDirection): void => {
    queue.current = queue.current.then(() => latest.current(undoDirection)).catch(reportError);
  }, []);
  useEffect(() => {
    latest.current = takeNow;
    again.current = take;
  });
  return take;
}

/** Result of an undo or a redo in the words of the screen. */
function undoResultText(
  translate: Translate,
  undoResult: UndoResult,
  undoDirection: UndoDirection,
  undoFacts: UndoFacts,
): string {
  switch (undoResult.kind) {
    case 'nothing':
      return translate(undoDirection === 'undo' ? 'frame.undo.nothing' : 'frame.redo.nothing');
    case 'refused':
      return translate(writeRefusalMessage(undoResult));
    case 'barred':
      return barredText(translate, undoResult.act, undoFacts);
    case 'changedSince':
      return changedSinceText(translate, undoResult.changedSince, undoFacts);
    case 'done': {
      const what = registersText(translate, undoResult.registers, undoFacts, undoDirection);
      const done = translate(undoDirection === 'undo' ? 'frame.undo.done' : 'frame.redo.done', { what });
      const left = changedSinceText(translate, undoResult.changedSince, undoFacts);
      return [done, left].filter((text) => text !== '').join(' ');
    }
  }
}
