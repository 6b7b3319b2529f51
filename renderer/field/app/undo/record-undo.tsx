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
  readonly notifyAct: (text: NoticeText) => void;
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
      const way = undoKeys[key];
      if (way === undefined) return false;
      const isOwn = way === 'undo' ? focused.current?.hasOwnUndo() : focused.current?.hasOwnRedo();
      if (isOwn !== true) take(way);
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
const withUndo = (notice: ScreenNotice, label: PlainMessageKey, onPress: () => void): ScreenNotice => ({
  ...notice,
  key: 'undo',
  action: { label, onPress },
});

/** Take the next step, tell of it, and show the changed field. */
function useTakeStep(): (way: UndoDirection) => void {
  const { store, session, route, navigate, unsaved } = useFieldServices();
  const notify = useNotify();
  const latest = useRef<(way: UndoDirection) => Promise<void>>(async () => undefined);
  const again = useRef<(way: UndoDirection) => void>(() => undefined);
  const queue = useRef(Promise.resolve());

  const takeNow = async (way: UndoDirection): Promise<void> => {
    // A field in focus shows its own text: it is left, which saves it, and takes the stored text again.
    const active = document.activeElement;
    if (isTextField(active)) active.blur();
    const end = unsaved.begin();
    let result: UndoResult;
    try {
      result = await store[way]();
    } catch {
      notify({ meaning: 'bad', key: 'undo', text: (say) => say('frame.refused.failed') });
      return;
    } finally {
      end();
    }
    const documents = await readDocuments(result);
    const facts = { documents, people: session.people };
    const text: NoticeText = (translate) => undoResultText(translate, result, way, facts);
    const back: UndoDirection = way === 'undo' ? 'redo' : 'undo';
    const meaning = result.kind === 'refused' ? 'bad' : result.kind === 'barred' ? 'wait' : 'info';
    const notice: ScreenNotice = { meaning, key: 'undo', text };
    if (result.kind !== 'done') {
      notify(notice);
      if (active instanceof HTMLElement && active.isConnected) active.focus();
      return;
    }
    notify(withUndo(notice, back === 'redo' ? 'frame.redo' : 'frame.undo', () => again.current(back)));
    const [first] = result.registers;
    const isShown = first !== undefined && show(result.log, first);
    if (!isShown && active instanceof HTMLElement && active.isConnected) active.focus();
  };

  const readDocuments = async (result: UndoResult): Promise<ReadonlyMap<DocumentId, Document>> => {
    const found = new Map<DocumentId, Document>();
    if (result.kind === 'nothing' || result.kind === 'refused') return found;
    const { log } = result;
    for (const doc of new Set(registersOfResult(result).map((one) => one.doc))) {
      const answer = await readOnce(store, 'document', { log, doc });
      if (answer) found.set(doc, answer.document);
    }
    return found;
  };

  /** Go to the field; true when its question has the focus. */
  const show = (log: LogId, register: UndoneRegister): boolean => {
    const to = routeOfRegister(route, log, register);
    if (to !== route) navigate(to);
    const question = to.screen === 'assessment' ? to.question : undefined;
    if (question === undefined) return false;
    const stop = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(question)}"]`);
    stop?.focus({ preventScroll: true });
    stop?.scrollIntoView({ block: 'nearest' });
    return stop !== null;
  };

  // One after the other, so that a held key takes each step once.
  const take = useCallback((way: UndoDirection): void => {
    queue.current = queue.current.then(() => latest.current(way)).catch(reportError);
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
  result: UndoResult,
  way: UndoDirection,
  facts: UndoFacts,
): string {
  switch (result.kind) {
    case 'nothing':
      return translate(way === 'undo' ? 'frame.undo.nothing' : 'frame.redo.nothing');
    case 'refused':
      return translate(writeRefusalMessage(result));
    case 'barred':
      return barredText(translate, result.act, facts);
    case 'changedSince':
      return changedSinceText(translate, result.changedSince, facts);
    case 'done': {
      const what = registersText(translate, result.registers, facts, way);
      const done = translate(way === 'undo' ? 'frame.undo.done' : 'frame.redo.done', { what });
      const left = changedSinceText(translate, result.changedSince, facts);
      return [done, left].filter((text) => text !== '').join(' ');
    }
  }
}
