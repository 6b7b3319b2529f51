import { useEffect, useRef } from 'react';

/** Reaction to a key press: `k`, `Shift+k`, `Enter`, `Shift+Enter`, `Ctrl+k` (also Command), `Alt+k` (also Option). */
type KeyReaction = (key: string) => boolean;

interface KeyPressOptions {
  /** Keys that also count while a person types in a field; others then belong to the text. */
  readonly whileTyping?: readonly string[];
}

/**
 * Listen for keys of the whole window while the screen is there. The reaction returns whether it took the
 * key. Keys in an open dialog, menu or list belong to that.
 */
export function useKeyPresses(react: KeyReaction, { whileTyping = [] }: KeyPressOptions = {}): void {
  const latest = useRef({ react, whileTyping });
  useEffect(() => {
    latest.current = { react, whileTyping };
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = pressedKeyName(event);
      if (name === null) return;
      if (isTypingTarget(event.target) && !latest.current.whileTyping.includes(name)) return;
      if (isInsideOverlay(event.target)) return;
      if (latest.current.react(name)) event.preventDefault();
    };
    // The component library keeps Enter on these for itself, to submit a form that is not there.
    const listenFirst = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && isChoiceInput(event.target)) listen(event);
    };
    window.addEventListener('keydown', listenFirst, true);
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listenFirst, true);
      window.removeEventListener('keydown', listen);
    };
  }, []);
}

/** Name of a pressed key for `KeyReaction`; null for a key with Alt that is no letter. */
export const pressedKeyName = (event: KeyboardEvent): string | null =>
  event.altKey ? altLetterNameOf(event) : keyNameOf(event);

/**
 * Name of a letter with Alt; null for any other key. Alt with Ctrl writes a sign on some keyboards. A keyboard of another
 * script, or one that writes a sign with Option, is asked for the place of the key.
 */
function altLetterNameOf({ key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string | null {
  if (ctrlKey || metaKey || shiftKey) return null;
  const letter = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1];
  return letter === undefined ? null : `Alt+${letter.toLowerCase()}`;
}

function keyNameOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  const control = ctrlKey || metaKey ? 'Ctrl+' : '';
  // A sign already shows whether Shift was held ("?"); a letter, which may come from Caps Lock, and a named key do not.
  const isSign = key.length === 1 && !/\p{L}/u.test(key);
  if (isSign) return `${control}${key}`;
  if (key.length === 1) return `${control}${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`;
  return `${control}${shiftKey ? 'Shift+' : ''}${key}`;
}

const notTextInputs = new Set(['radio', 'checkbox', 'button', 'submit', 'range']);

function isTypingTarget(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !notTextInputs.has(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

const isChoiceInput = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox');

const overlaySelector = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const isInsideOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(overlaySelector) !== null;
