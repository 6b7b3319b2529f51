import {
  createContext,
  type ReactElement,
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
import { DraftFormContext, useDraftScope, useFormRefusal } from './draft-form.tsx';
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
  /** @param label Name of the field on the screen, where the asker knows it. */
  readonly find: (
    draftedField: DraftedField,
    label?: string,
  ) => { readonly text: string; readonly changedAtMs: number } | null;
  readonly keep: (draftedField: DraftedField, content: FieldText) => void;
  /** It is saved, or the person took the text back. */
  readonly forget: (draftedField: DraftedField) => void;
  /** The person discards it; the keeper offers to take that back, and is another object then. */
  readonly discard: (draftedField: DraftedField) => void;
  /** The screens go as a whole, by a lock: nobody decided about the form around the field. */
  readonly isClosing: () => boolean;
  /** The field leaves the page with a text that was refused: the person is told. */
  readonly leave: (draftedField: DraftedField) => void;
}

/** Null where nothing is kept: before a vault is open, and for the answers of participants. */
export const FieldDraftsContext = createContext<FieldDrafts | null>(null);

interface DraftedFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly path?: string | undefined;
  readonly draft?: DraftHandling | undefined;
  readonly problem?: string | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

/**
 * Handling of a field's draft. Without it, a field is one of a form.
 * `record`: its owner saves while a person types, and takes back the typed text by `onDiscard`. With `isRefused` a problem
 * is only a remark on a text that is saved. An owner that saves once the field is left saves by a press in `onSave`. `form`: a
 * name that tells it from another field with this label. `none`: a secret, or a word that is only searched for.
 */
export type DraftHandling =
  | {
      readonly of: 'record';
      readonly name?: string;
      readonly isRefused?: boolean;
      readonly onDiscard?: (() => void) | undefined;
      readonly onSave?: ((text: string) => void) | undefined;
    }
  | { readonly of: 'form'; readonly name: string }
  | 'none';

/** Draft of a field as it is shown. */
interface ShownDraft {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Empty the field of a form; null for a field over a stored value. */
  readonly onEmpty: (() => void) | null;
  /** `no form`: a field of a form without one around it. A test of all views finds it by this mark. */
  readonly kind: 'record' | 'form' | 'none' | 'no form';
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

/**
 * Keep the text of a field while no record has it, and show it again in its field.
 * @param excess Letters above the limit.
 */
export function useFieldDraft(props: DraftedFieldProps, excess: (text: string) => number): ShownDraft {
  const { value, onChange, label, problem } = props;
  const handling = props.draft ?? 'form';
  const drafts = use(FieldDraftsContext);
  const draftForm = use(DraftFormContext);
  const kind = typeof handling === 'object' ? handling.of : handling;
  const draftedField = useDraftedField(props);
  const fieldDrafts = draftedField === null || props.isDisabled === true ? null : drafts;
  const [found, setFound] = useState(() => {
    const draft = draftedField && fieldDrafts?.find(draftedField, label);
    return draft && draft.text !== value ? draft : null;
  });
  const [isTyped, setIsTyped] = useState(false);
  const isRecord = kind === 'record';
  const shown = isRecord && found !== null ? found.text : value;
  const over = excess(shown);
  const isReproved =
    typeof handling === 'object' && handling.of === 'record' ? handling.isRefused : undefined;
  const isRefused = (isReproved ?? problem !== undefined) || over > 0;
  useFormRefusal(kind === 'form' && isRefused);

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
      draftForm?.decide(null);
      onChange(text);
    },
    [onChange, draftForm],
  );

  useEffect(() => {
    const now = state.current;
    if (draftedField === null || fieldDrafts === null || now.keeper === fieldDrafts) return;
    now.keeper = fieldDrafts;
    if (now.isKept) return;
    const draft = fieldDrafts.find(draftedField, label);
    if (draft === null) return;
    const isShown = draft.text === now.last;
    if (isRecord) {
      if (isShown) fieldDrafts.forget(draftedField);
      else setFound(draft);
      return;
    }
    // The form is still open around it, or gets the text now, so that its button adds it.
    Object.assign(now, { isTyped: true, isKept: true, awaited: isShown ? null : draft.text });
    draftForm?.hold(draftedField, fieldDrafts);
    if (isShown) return;
    setFound(draft);
    onChange(draft.text);
  }, [draftedField, fieldDrafts, draftForm, isRecord, label, onChange]);

  useEffect(() => {
    const now = state.current;
    now.isRefused = isRefused;
    if (draftedField === null || fieldDrafts === null) return;
    if (now.awaited !== null) {
      if (value === now.awaited) Object.assign(now, { awaited: null, last: value });
      return;
    }
    const wasTyped = now.typed;
    const isOther = value !== now.last;
    // A line was added; letters that were typed behind it meanwhile stay.
    const isRest = isOther && now.last.endsWith(value);
    now.typed = false;
    now.last = value;
    if (!now.isTyped) return;
    const hold = (): void => {
      now.isKept = true;
      if (!isRecord) draftForm?.hold(draftedField, fieldDrafts);
    };
    if (isRefused) {
      hold();
      fieldDrafts.keep(draftedField, { text: value, state: 'refused', excess: over });
    } else if (isRecord) {
      if (!now.isKept) return;
      now.isKept = false;
      const kept = fieldDrafts.find(draftedField, label)?.text;
      setTimeout(() => {
        if (!state.current.isKept && fieldDrafts.find(draftedField, label)?.text === kept)
          fieldDrafts.forget(draftedField);
      }, savedAfterMs);
    } else if ((wasTyped || isRest) && value.trim() !== '' && value !== now.first) {
      hold();
      fieldDrafts.keep(draftedField, { text: value, state: 'unfinished', excess: 0 });
    } else if (isOther || wasTyped) {
      // The form was added, or the person took the text back.
      Object.assign(now, { isTyped: wasTyped, isKept: false });
      draftForm?.release(draftedField);
      fieldDrafts.forget(draftedField);
    }
  }, [draftedField, fieldDrafts, draftForm, isRecord, value, isRefused, over, label]);

  useLayoutEffect(() => {
    const now = state.current;
    return () => {
      // A form that ended has forgotten its drafts.
      if (
        draftedField === null ||
        fieldDrafts === null ||
        !now.isKept ||
        (!isRecord && draftForm?.hasEnded())
      )
        return;
      if (now.isRefused) fieldDrafts.leave(draftedField);
    };
  }, [draftedField, fieldDrafts, draftForm, isRecord]);

  const discard = useCallback(() => {
    Object.assign(state.current, { isTyped: false, typed: false, isKept: false, awaited: null });
    setIsTyped(false);
    setFound(null);
    if (draftedField !== null) {
      draftForm?.release(draftedField);
      fieldDrafts?.discard(draftedField);
    }
    if (!isRecord) onChange(state.current.first);
    else if (typeof handling === 'object' && handling.of === 'record') handling.onDiscard?.();
  }, [draftedField, fieldDrafts, draftForm, isRecord, onChange, handling]);

  const saveByOwner = typeof handling === 'object' && handling.of === 'record' ? handling.onSave : undefined;
  const isSavedByPress = isRecord && over === 0 && (found !== null || saveByOwner !== undefined);
  const isTypedRefusal = isRecord && found === null && isRefused && isTyped;
  const hasNote = fieldDrafts !== null && props.isReadOnly !== true && (found !== null || isTypedRefusal);
  return {
    value: shown,
    onChange: change,
    onEmpty: isRecord || props.isReadOnly === true || props.isDisabled === true ? null : () => change(''),
    kind: kind === 'form' && draftForm === null ? 'no form' : kind,
    note: hasNote
      ? {
          foundAtMs: found?.changedAtMs ?? null,
          savedText: isRecord && found !== null && value !== '' ? value : null,
          onSave: isSavedByPress
            ? () => {
                change(shown);
                saveByOwner?.(shown);
              }
            : null,
          onDiscard:
            found === null &&
            (typeof handling !== 'object' || handling.of !== 'record' || !handling.onDiscard)
              ? null
              : discard,
        }
      : null,
  };
}

/** Field of these props for its keeper; null for none, and until a field of a form has its name. */
function useDraftedField({ value, label, path, draft }: DraftedFieldProps): DraftedField | null {
  const handling = draft ?? 'form';
  const draftForm = use(DraftFormContext);
  const scope = useDraftScope();
  const [names] = useState((): readonly string[] => {
    if (handling === 'none') return [];
    if (handling === 'form') return [...scope, label, value.slice(0, 200)];
    if (handling.of === 'form') return [...scope, handling.name];
    return [handling.name ?? path ?? label];
  });
  const [isRecord] = useState(typeof handling === 'object' && handling.of === 'record');
  const [draftedField, setField] = useState<DraftedField | null>(isRecord ? { of: 'record', names } : null);
  const isOfForm = names.length > 0 && !isRecord;
  useLayoutEffect(() => {
    if (!isOfForm) return;
    // Two fields of one name are told apart by their order.
    const claim = draftForm?.claim(names.join('\n'));
    const number = claim?.number ?? 0;
    // oxlint-disable-next-line react/set-state-in-effect -- the form numbers its fields once they stand in it
    setField({ of: 'form', names: number === 0 ? names : [...names, `${number + 1}`] });
    return claim?.free;
  }, [draftForm, isOfForm, names]);
  return draftedField;
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
