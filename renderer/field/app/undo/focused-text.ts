/**
 * Text field in focus, and the changes that a person made in it since it has the focus. The browser has one list of
 * changes for all fields of a page. Its own undo is right only while the last change is in this field.
 */
export interface FocusedText {
  /** True while the browser's own undo stays within the field in focus. */
  readonly hasOwnUndo: () => boolean;
  /** The same for its redo. */
  readonly hasOwnRedo: () => boolean;
  readonly stop: () => void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

interface FieldChanges {
  readonly field: TextField;
  /** Text when it got the focus; null where that was not seen. */
  readonly start: string | null;
  readonly isTyped: boolean;
  /** Text after the last change, where that is no undo: a person who erased all of it can take that back. */
  readonly typed: string | null;
  /** Own undos that can be repeated. */
  readonly undone: number;
}

/** Watch the fields of the page. */
export function watchFocusedText(): FocusedText {
  let now: FieldChanges | null = null;
  const onFocus = ({ target }: FocusEvent): void => {
    now = isTextField(target)
      ? { field: target, start: target.value, isTyped: false, typed: null, undone: 0 }
      : null;
  };
  const onInput = (event: Event): void => {
    const { target } = event;
    if (!isTextField(target) || !event.isTrusted) return;
    const previousFieldChanges =
      now?.field === target ? now : { field: target, start: null, isTyped: true, typed: null, undone: 0 };
    now = afterInput(previousFieldChanges, event instanceof InputEvent ? event.inputType : '');
  };
  document.addEventListener('focusin', onFocus, true);
  document.addEventListener('input', onInput, true);
  return {
    hasOwnUndo: () =>
      isEditor(document.activeElement) ||
      (now !== null &&
        now.field === document.activeElement &&
        now.isTyped &&
        (now.field.value !== now.start || now.field.value === now.typed)),
    hasOwnRedo: () =>
      isEditor(document.activeElement) ||
      (now !== null && now.field === document.activeElement && now.undone > 0),
    stop: () => {
      document.removeEventListener('focusin', onFocus, true);
      document.removeEventListener('input', onInput, true);
    },
  };
}

function afterInput(previousFieldChanges: FieldChanges, inputType: string): FieldChanges {
  if (inputType === 'historyUndo')
    return { ...previousFieldChanges, typed: null, undone: previousFieldChanges.undone + 1 };
  if (inputType === 'historyRedo')
    return { ...previousFieldChanges, typed: null, undone: Math.max(0, previousFieldChanges.undone - 1) };
  return { ...previousFieldChanges, isTyped: true, typed: previousFieldChanges.field.value, undone: 0 };
}

const notTextInputs = new Set(['radio', 'checkbox', 'button', 'submit', 'range', 'file', 'color']);

export const isTextField = (element: EventTarget | null): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !notTextInputs.has(element.type));

/** The editor of session notes has an undo of its own, over the merged text. */
const isEditor = (element: Element | null): boolean =>
  element !== null && element.closest('.ProseMirror') !== null;

let isNativeUndo = false;

if (typeof window !== 'undefined')
  window.addEventListener(
    'input',
    (event) => {
      isNativeUndo = event instanceof InputEvent && event.inputType.startsWith('history');
    },
    true,
  );

/** True while a change of a field is handled that the browser's own undo or redo made. */
export const isNativeUndoInput = (): boolean => isNativeUndo;
