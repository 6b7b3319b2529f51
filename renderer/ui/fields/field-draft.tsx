import {
  createContext,
  type ReactElement,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import { Banner } from '../marks/banner.tsx';
import './field-draft.css';

/**
 * Field that a draft belongs to. `record`: the field over a stored value, by the name of that value. `form`: a field of
 * a form, whose text is in no record before the form is added.
 */
export interface DraftedField {
  readonly of: 'record' | 'form';
  readonly names: readonly string[];
}

/** Text in a field that no record has. */
interface FieldText {
  readonly text: string;
  /** `refused`: the record does not take it as it is. `unfinished`: nobody has added it yet. */
  readonly state: 'refused' | 'unfinished';
  /** Letters above the limit; 0 where that is not the reason. */
  readonly excess: number;
}

/** Keeper of such texts. Every text field of the kit uses it by itself. */
export interface FieldDrafts {
  /** `laptop`: on the disk, encrypted. `page`: in memory, until the page is left. */
  readonly where: 'laptop' | 'page';
  /** @param label Name of the field on the screen. */
  readonly find: (
    field: DraftedField,
    label: string,
  ) => { readonly text: string; readonly changedAtMs: number } | null;
  readonly keep: (field: DraftedField, content: FieldText) => void;
  /** It is saved, or the person took the text back. */
  readonly forget: (field: DraftedField) => void;
  /** The person discards it; the keeper offers to take that back, and is another object then. */
  readonly discard: (field: DraftedField) => void;
  /** The field leaves the page with a text that was refused: the person is told. */
  readonly leave: (field: DraftedField) => void;
}

/** Null where nothing is kept: before a vault is open, and for the answers of participants. */
export const FieldDraftsContext = createContext<FieldDrafts | null>(null);

/** Name of the form around a field, such as the title of its dialog. */
export const DraftFormContext = createContext('');

interface DraftedFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly place?: string | undefined;
  readonly draft?: DraftHandling | undefined;
  readonly problem?: string | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

/**
 * Handling of a field's draft. Without it, a field is one of a form.
 * `record`: its owner saves while a person types, and takes back the typed text by `onDiscard`. With `isRefused` a problem
 * is only a remark on a text that is saved. `form`: a name that tells it from another field with this label. `none`: a secret, or a word that is only searched for.
 */
export type DraftHandling =
  | {
      readonly of: 'record';
      readonly name?: string;
      readonly isRefused?: boolean;
      readonly onDiscard?: (() => void) | undefined;
    }
  | { readonly of: 'form'; readonly name: string }
  | 'none';

/** Draft of a field as it is shown. */
interface ShownDraft {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The text comes from a draft, or is one; null otherwise. */
  readonly note: null | {
    /** Time of a draft that was found; null for the text that is being typed. */
    readonly foundAtMs: number | null;
    /** Value in the record, where it is another than the text on the screen. */
    readonly savedText: string | null;
    readonly onSave: (() => void) | null;
    readonly onDiscard: (() => void) | null;
  };
}

/** State of a field for its effects and callbacks. */
interface FieldState {
  isTyped: boolean;
  /** Typed text waits for its drawing. */
  typed: boolean;
  /** Text that was drawn last, and first. */
  last: string;
  readonly first: string;
  isKept: boolean;
  isRefused: boolean;
  /** Keeper that was asked for a draft. */
  keeper: FieldDrafts | null;
  /** Found text on its way into the form around the field. */
  awaited: string | null;
}

/** Time in ms after which a text that fits again is taken for saved: its save takes at most a third of it. */
const savedAfterMs = 1_500;
/** Time in ms in which a form that closes does so because of its button. */
const actWindowMs = 10_000;

let lastAct: { readonly element: Element; readonly atMs: number } | null = null;

if (typeof document !== 'undefined') {
  const onAct = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest('.fb-button, form') : null;
    if (button !== null) lastAct = { element: button, atMs: performance.now() };
  };
  const onPress = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('.fb-button') !== null) onAct(event);
  };
  document.addEventListener('submit', onAct, true);
  for (const name of ['pointerdown', 'click'] as const) document.addEventListener(name, onPress, true);
  document.addEventListener('input', () => (lastAct = null), true);
  document.addEventListener(
    'keydown',
    (event) => {
      // Closed by Escape, a form keeps its texts.
      if (event.key === 'Escape') lastAct = null;
      else if (event.key === 'Enter' || event.key === ' ') onPress(event);
    },
    true,
  );
}

/** True when a button of this form was pressed a moment ago, to add it or to cancel it, and nothing was typed since. */
const isDecided = (form: Element | null): boolean =>
  form !== null &&
  lastAct !== null &&
  performance.now() - lastAct.atMs < actWindowMs &&
  (form === lastAct.element || form.contains(lastAct.element));

/**
 * Keep the text of a field while no record has it, and show it again in its field.
 * @param root Root element of the field.
 * @param excess Letters above the limit.
 */
export function useFieldDraft(
  props: DraftedFieldProps,
  root: RefObject<HTMLDivElement | null>,
  excess: (text: string) => number,
): ShownDraft {
  const { value, onChange, label, place, problem } = props;
  const handling = props.draft ?? 'form';
  const drafts = use(FieldDraftsContext);
  const form = use(DraftFormContext);
  const [field] = useState((): DraftedField | null => {
    if (handling === 'none') return null;
    if (handling === 'form') return { of: 'form', names: [form, label, value.slice(0, 200)] };
    if (handling.of === 'form') return { of: 'form', names: [form, handling.name] };
    return { of: 'record', names: [handling.name ?? place ?? label] };
  });
  const keeper = field === null || props.isDisabled === true ? null : drafts;
  const [found, setFound] = useState(() => {
    const draft = field && keeper?.find(field, label);
    return draft && draft.text !== value ? draft : null;
  });
  const [isTyped, setIsTyped] = useState(false);
  const isRecord = field?.of === 'record';
  const shown = isRecord && found !== null ? found.text : value;
  const over = excess(shown);
  const isReproved =
    typeof handling === 'object' && handling.of === 'record' ? handling.isRefused : undefined;
  const isRefused = (isReproved ?? problem !== undefined) || over > 0;

  const state = useRef<FieldState>({
    isTyped: false,
    typed: false,
    last: value,
    first: value,
    isKept: false,
    isRefused,
    keeper: null,
    awaited: null,
  });
  const change = useCallback(
    (text: string) => {
      state.current.isTyped = true;
      state.current.typed = true;
      state.current.awaited = null;
      setIsTyped(true);
      setFound(null);
      onChange(text);
    },
    [onChange],
  );

  useEffect(() => {
    const now = state.current;
    if (field === null || keeper === null || now.keeper === keeper) return;
    now.keeper = keeper;
    if (now.isKept) return;
    const draft = keeper.find(field, label);
    if (draft === null) return;
    const isShown = draft.text === now.last;
    if (isRecord) {
      if (isShown) keeper.forget(field);
      else setFound(draft);
      return;
    }
    // The form is still open around it, or gets the text now, so that its button adds it.
    Object.assign(now, { isTyped: true, isKept: true, awaited: isShown ? null : draft.text });
    if (isShown) return;
    setFound(draft);
    onChange(draft.text);
  }, [field, keeper, isRecord, label, onChange]);

  useEffect(() => {
    const now = state.current;
    now.isRefused = isRefused;
    if (field === null || keeper === null) return;
    if (now.awaited !== null) {
      if (value === now.awaited) Object.assign(now, { awaited: null, last: value });
      return;
    }
    const wasTyped = now.typed;
    const isOther = value !== now.last;
    now.typed = false;
    now.last = value;
    if (!now.isTyped) return;
    if (isRefused) {
      now.isKept = true;
      keeper.keep(field, { text: value, state: 'refused', excess: over });
    } else if (isRecord) {
      if (!now.isKept) return;
      now.isKept = false;
      const kept = keeper.find(field, label)?.text;
      setTimeout(() => {
        if (!state.current.isKept && keeper.find(field, label)?.text === kept) keeper.forget(field);
      }, savedAfterMs);
    } else if (wasTyped && value.trim() !== '' && value !== now.first) {
      now.isKept = true;
      keeper.keep(field, { text: value, state: 'unfinished', excess: 0 });
    } else if (isOther || wasTyped) {
      // The form was added, or the person took the text back.
      Object.assign(now, { isTyped: wasTyped, isKept: false });
      keeper.forget(field);
    }
  }, [field, keeper, isRecord, value, isRefused, over, label]);

  useLayoutEffect(() => {
    // The buttons of a dialog stand beside its form.
    const around =
      root.current?.closest('[role=dialog], [role=alertdialog]') ??
      root.current?.closest('form, .fb-card') ??
      null;
    const now = state.current;
    return () => {
      if (field === null || keeper === null || !now.isKept) return;
      if (!isRecord && isDecided(around)) keeper.forget(field);
      else if (now.isRefused) keeper.leave(field);
    };
  }, [field, keeper, isRecord, root]);

  useEffect(() => {
    // Refused: the form stays, and closing it later is no decision.
    if (problem !== undefined) lastAct = null;
  }, [problem]);

  const discard = useCallback(() => {
    Object.assign(state.current, { isTyped: false, typed: false, isKept: false, awaited: null });
    setIsTyped(false);
    setFound(null);
    if (field !== null) keeper?.discard(field);
    if (!isRecord) onChange(state.current.first);
    else if (typeof handling === 'object' && handling.of === 'record') handling.onDiscard?.();
  }, [field, keeper, isRecord, onChange, handling]);

  const isTypedRefusal = isRecord && found === null && isRefused && isTyped;
  const hasNote = keeper !== null && props.isReadOnly !== true && (found !== null || isTypedRefusal);
  return {
    value: shown,
    onChange: change,
    note: hasNote
      ? {
          foundAtMs: found?.changedAtMs ?? null,
          savedText: isRecord && found !== null && value !== '' ? value : null,
          onSave: isRecord && found !== null && over === 0 ? () => change(found.text) : null,
          onDiscard:
            found === null &&
            (typeof handling !== 'object' || handling.of !== 'record' || !handling.onDiscard)
              ? null
              : discard,
        }
      : null,
  };
}

interface FieldDraftNoteProps {
  readonly draft: ShownDraft;
  /** Reason why the text is not saved, where it stands here and not under the field. */
  readonly problem: string | undefined;
  readonly id?: string | undefined;
}

const savedTextLength = 200;

/** Warning at the top edge of a field: its text is a draft, and the ways to decide. Stays in sight in a tall field. */
export function FieldDraftNote({ draft: { note }, problem, id }: FieldDraftNoteProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  if (note === null) return null;
  const { foundAtMs, savedText, onSave, onDiscard } = note;
  return (
    <div className="fb-field-draft" id={id}>
      <Banner meaning="wait">
        {foundAtMs !== null && <p>{translate('ui.draft.found', { time: format.exact(foundAtMs) })}</p>}
        {problem !== undefined && <p>{problem}</p>}
        {savedText !== null && (
          <p>
            {translate('ui.draft.savedText')} <q dir="auto">{savedText.slice(0, savedTextLength)}</q>
            {savedText.length > savedTextLength && '…'}
          </p>
        )}
        <div className="fb-field-draft-acts">
          {onSave && <Button onPress={onSave}>{translate('ui.draft.save')}</Button>}
          {onDiscard && (
            <Button kind="quiet" onPress={onDiscard}>
              {translate('ui.draft.discard')}
            </Button>
          )}
        </div>
      </Banner>
    </div>
  );
}
