import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { SessionEntryType } from '#domain/workshop/session-entry.ts';
import { beginText } from '#renderer/field/parts/begin-text.ts';
import { useKeyPresses } from '#renderer/ui';

/** Acts on notes by keys. */
interface EntryKeyHandlers {
  readonly onType: (sessionEntryType: SessionEntryType) => void;
  readonly onMove: (entry: string, step: 'up' | 'down') => void;
  readonly onPlan: (entry: string) => void;
  readonly onCancelPlan: () => void;
  readonly onDetails: (entry: string) => void;
  readonly onRemove: (entry: string) => void;
}

/** Text of the new note; its menus have fields of their own. */
const newTextSelector = 'input.fb-input';

const typeKeys = SessionEntryType.options.map((_type, at) => `Ctrl+${at + 1}`);

/**
 * Keys of the list of notes. On a note, Enter writes in it, Alt with P asks about the plan and Alt with D shows its
 * details. Delete removes it, Alt with an arrow moves it, Escape leaves its text. Elsewhere, a letter begins the new
 * note, Ctrl with a digit chooses its type, and a slash goes to the search.
 * @param acts null where nothing may be written
 */
export function useEntryKeys(
  list: RefObject<HTMLElement | null>,
  addForm: RefObject<HTMLFormElement | null>,
  acts: EntryKeyHandlers | null,
): void {
  useKeyPresses(
    (key) => {
      if (key === '/') return focusFirst(list.current, 'input[type="search"]');
      const sessionEntryType = SessionEntryType.options[typeKeys.indexOf(key)];
      if (acts === null) return false;
      if (sessionEntryType !== undefined) {
        acts.onType(sessionEntryType);
        return focusFirst(addForm.current, newTextSelector);
      }
      if (key === 'Alt+n') return focusFirst(addForm.current, newTextSelector);
      return (
        reactOnCard(entryCardOf(document.activeElement), key, acts) ||
        beginText(key, addForm.current?.querySelector<HTMLInputElement>(newTextSelector))
      );
    },
    { whileTyping: [...typeKeys, 'Escape', 'Alt+n'] },
  );
  useMoveKeys(list, acts?.onMove ?? null);
}

function reactOnCard(card: HTMLElement | null, key: string, acts: EntryKeyHandlers): boolean {
  const entry = card?.dataset['entry'];
  if (card === null || entry === undefined) return false;
  switch (key) {
    case 'Escape':
      acts.onCancelPlan();
      card.focus();
      return true;
    case 'Alt+p':
      acts.onPlan(entry);
      return true;
    case 'Alt+d':
      acts.onDetails(entry);
      return true;
    case 'Delete':
      acts.onRemove(entry);
      return true;
    case 'Alt+e':
      return focusFirst(card, 'textarea');
    case 'Enter':
      // On a button or a link inside the note, Enter is its own.
      return document.activeElement === card && focusFirst(card, 'textarea');
    default:
      return false;
  }
}

/** Alt with an arrow key moves the note with the cursor; the focus stays in it, although its row moves. */
function useMoveKeys(
  list: RefObject<HTMLElement | null>,
  onMove: ((entry: string, step: 'up' | 'down') => void) | null,
): void {
  const latest = useRef(onMove);
  const kept = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    latest.current = onMove;
    if (document.activeElement !== document.body || !kept.current?.isConnected) return;
    kept.current.focus();
    kept.current = null;
  });
  const listen = useCallback((event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
    const entry = event.target instanceof Element ? entryCardOf(event.target)?.dataset['entry'] : undefined;
    if (!event.altKey || step === null || entry === undefined || latest.current === null) return;
    event.preventDefault();
    kept.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    latest.current(entry, step);
  }, []);
  useEffect(() => {
    const element = list.current;
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, [list, listen]);
}

const entryCardOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-entry]') ?? null;

function focusFirst(within: HTMLElement | null, selector: string): boolean {
  const field = within?.querySelector<HTMLElement>(selector);
  field?.focus();
  return field !== null && field !== undefined;
}
