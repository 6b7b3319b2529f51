import {
  createContext,
  type ReactElement,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { PlainMessageKey, Translate } from '#renderer/i18n';
import type { UndoDirection, UndoneRegister, UndoResult } from '#renderer/store/undo-api.ts';
import { type NoticeText, type ScreenNotice, useKeyPresses, useNotify } from '#renderer/ui';
import { readOnce, useFieldServices } from '../session/field-services.tsx';
import { type FocusedText, isTextField, watchFocusedText } from './focused-text.ts';
import { routeOfRegister, undoLogOf, type UndoRecords, undoRecordsOf } from './undo-records.ts';
import type { PeopleByDevice } from '#renderer/store/store-api.ts';
import { describeRegister } from '#renderer/field/parts/describe-register.ts';
import { writeRefusalMessage } from '../documents/use-document.ts';

/** Undo and redo of the record on the screen. */
interface RecordUndo {
  readonly undo: () => void;
  readonly redo: () => void;
  /**
   * Tell of an act, with a button that takes it back.
   * @param at Record of the act, where the screen shows several: its keys undo in the last one.
   */
  readonly notifyAct: (text: NoticeText, at?: UndoRecords) => void;
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
 * Undo and redo of the open record, for all screens inside. A text field keeps the browser's own undo while a person
 * has changed it since it has the focus. Otherwise the keys act on the record, and no undo reaches another field.
 */
export function RecordUndoProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const lastActed = useRef<UndoRecords | null>(null);
  const take = useTakeStep(lastActed);
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
      notifyAct: (text, at) => {
        lastActed.current = at ?? null;
        notify(withUndo({ meaning: 'info', text }, 'frame.undo', () => take('undo')));
      },
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

/**
 * Take a step of the record on the screen, tell of it, and show the changed field.
 * @param lastActed Record of the last act on a screen that shows several.
 */
function useTakeStep(lastActed: RefObject<UndoRecords | null>): (way: UndoDirection) => void {
  const { store, session, route, navigate, unsaved } = useFieldServices();
  const notify = useNotify();
  const latest = useRef<(way: UndoDirection) => Promise<void>>(async () => undefined);
  const again = useRef<(way: UndoDirection) => void>(() => undefined);
  const queue = useRef(Promise.resolve());

  const takeNow = async (way: UndoDirection): Promise<void> => {
    const acted = undoLogOf(route) === null ? lastActed.current : null;
    const log = undoLogOf(route) ?? acted?.log;
    if (log === undefined) return;
    // A field in focus shows its own text: it is left, which saves it, and takes the stored text again.
    const active = document.activeElement;
    if (isTextField(active)) active.blur();
    const end = unsaved.begin();
    let result: UndoResult;
    try {
      const docs = acted?.docs ?? undoRecordsOf(route, await readOnce(store, 'documents', { log }));
      result = docs.length === 0 ? { kind: 'nothing' } : await store[way](log, docs);
    } catch {
      notify({ meaning: 'bad', key: 'undo', text: (say) => say('frame.refused.failed') });
      return;
    } finally {
      end();
    }
    const documents = await readDocuments(log, result);
    const facts = { documents, people: session.people };
    const text: NoticeText = (translate) => undoResultText(translate, result, way, facts);
    const back: UndoDirection = way === 'undo' ? 'redo' : 'undo';
    const notice: ScreenNotice = { meaning: result.kind === 'refused' ? 'bad' : 'info', key: 'undo', text };
    if (result.kind !== 'done') {
      notify(notice);
      if (active instanceof HTMLElement && active.isConnected) active.focus();
      return;
    }
    notify(withUndo(notice, back === 'redo' ? 'frame.redo' : 'frame.undo', () => again.current(back)));
    const [first] = result.registers;
    const isShown = first !== undefined && show(first);
    if (!isShown && active instanceof HTMLElement && active.isConnected) active.focus();
  };

  const readDocuments = async (
    log: LogId,
    result: UndoResult,
  ): Promise<ReadonlyMap<DocumentId, Document>> => {
    const found = new Map<DocumentId, Document>();
    if (result.kind !== 'done' && result.kind !== 'changedSince') return found;
    const registers = [...result.changedSince, ...(result.kind === 'done' ? result.registers : [])];
    for (const doc of new Set(registers.map((one) => one.doc))) {
      const answer = await readOnce(store, 'document', { log, doc });
      if (answer) found.set(doc, answer.document);
    }
    return found;
  };

  /** Go to the field; true when its question has the focus. */
  const show = (register: UndoneRegister): boolean => {
    const to = routeOfRegister(route, register);
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

/** Facts for the words of an undo. */
interface UndoFacts {
  readonly documents: ReadonlyMap<DocumentId, Document>;
  readonly people: PeopleByDevice;
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
    case 'changedSince':
      return changedSinceText(translate, result.changedSince, facts);
    case 'done': {
      const what = registersText(translate, result.registers, facts);
      const done = translate(way === 'undo' ? 'frame.undo.done' : 'frame.redo.done', { what });
      const left = changedSinceText(translate, result.changedSince, facts);
      return [done, left].filter((text) => text !== '').join(' ');
    }
  }
}

function changedSinceText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  facts: UndoFacts,
): string {
  const [first] = registers;
  if (first === undefined) return '';
  const who = first.device === undefined ? undefined : facts.people[first.device]?.name;
  return translate('frame.undo.changedSince', {
    what: registersText(translate, registers, facts),
    who: who ?? translate('assessment.unknownPerson'),
  });
}

/** The field and item that a person would name first, and the number of further items. */
function registersText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  { documents }: UndoFacts,
): string {
  const described = registers.map(({ doc, kind, path }) => {
    const { subject, what } = describeRegister(kind, path, documents.get(doc));
    return { path, subject: subject && translate(subject), what: translate(what) };
  });
  const main = described.find(({ path }) => /\/(?:level|text|title|removed)$/.test(path)) ?? described[0];
  if (main === undefined) return '';
  const text =
    main.subject === null
      ? main.what
      : translate('conflict.title', { subject: main.subject, what: main.what });
  const others = new Set(described.map(({ subject, what }) => subject ?? what)).size - 1;
  return others === 0 ? text : translate('frame.undo.more', { what: text, count: others });
}
