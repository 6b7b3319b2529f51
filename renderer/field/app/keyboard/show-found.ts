import type { Path } from '#domain/document/op.ts';
import { openSideColumn } from '#renderer/ui';

/** Text that a search found, as the page that it leads to shows it. */
export interface FoundItem {
  /** Its register; null in an interview note. */
  readonly path: Path | null;
  /** Question, session or item that it is under; null for the record itself. */
  readonly target: string | null;
  /** The words around the match, as they are written. */
  readonly words: string;
}

const lookEveryMs = 50;
/** A field that is not there by then may be closed, or show its text without a name of its own. */
const exactForMs = 400;
/** The page and its record come from the worker. A record that was changed meanwhile may lack the text. */
const lookForMs = 5_000;
/** A dialog that closes, and a page that opens, put the focus elsewhere at the end. */
const focusAgainMs = [100, 300, 700] as const;

/** Ends the search for the item before, and its mark. */
let endLast: () => void = () => undefined;

/**
 * Show an item on the page that is opening: scrolled to, in focus and marked. The mark stays until the person does the
 * next thing, which also ends the search.
 * @param isElsewhere The address changes: the old page may have a field of the same name.
 */
export function showFoundItem(foundItem: FoundItem, isElsewhere: boolean): void {
  endLast();
  const acts = new AbortController();
  const { signal } = acts;
  let hasArrived = !isElsewhere;
  let hasOpenedColumn = false;
  let waitedMs = 0;
  let marked: HTMLElement | null = null;
  const end = (): void => {
    acts.abort();
    marked?.removeAttribute('data-found');
  };
  endLast = end;
  window.addEventListener('hashchange', () => (hasArrived = true), { signal });

  const look = (): void => {
    if (signal.aborted) return;
    const isOpen = hasArrived && document.querySelector('.fb-search-dialog') === null;
    if (isOpen) waitedMs += lookEveryMs;
    const found = isOpen
      ? (exactField(foundItem) ?? (waitedMs > exactForMs ? shownItem(foundItem) : null))
      : null;
    if (found !== null) {
      marked = showElement(found, signal);
      return;
    }
    if (waitedMs > exactForMs && !hasOpenedColumn && isBesidePage(foundItem)) {
      hasOpenedColumn = document.querySelector('.fb-columns') !== null;
      openSideColumn('end');
    }
    if (waitedMs < lookForMs) setTimeout(look, lookEveryMs);
    else if (foundItem.target !== null) marked = showTarget(foundItem.target, signal);
  };
  setTimeout(() => {
    // The key that chose the result has gone by.
    for (const act of ['keydown', 'pointerdown'] as const)
      window.addEventListener(act, end, { signal, capture: true });
    look();
  }, lookEveryMs);
}

/** In a narrow window, evidence, comments and the facts of a workshop are behind a button. */
const isBesidePage = ({ path }: FoundItem): boolean =>
  /^(?:answers\/[^/]+\/evidence|comments|objectives)\/|^(?:host|place|paper-sheet)$/.test(path ?? '');

/** The very field of the register, or the entry of the item that it is a part of. */
function exactField({ path }: FoundItem): HTMLElement | null {
  const parts = path?.split('/') ?? [];
  const paths = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  // The first part names a list, unless it is all.
  for (const fieldPath of paths.slice(paths.length > 1 ? 1 : 0).toReversed()) {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(fieldPath)}"]`);
    if (field !== null) return field;
  }
  return null;
}

/** The card or row of the item, else the element with its words. */
function shownItem({ path, words }: FoundItem): HTMLElement | null {
  const [, id = ''] = path?.split('/') ?? [];
  const name = CSS.escape(id);
  const card =
    id === ''
      ? null
      : document.querySelector<HTMLElement>(
          `[data-entry="${name}"], [data-card="${name}"], tr[data-gap="${name}"], [data-session="${name}"]`,
        );
  return card ?? elementWithWords(words);
}

const showTarget = (target: string, signal: AbortSignal): HTMLElement | null => {
  const question = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(target)}"]`);
  return question && showElement(question, signal);
};

/** Smallest element of the page with these words; a field where it holds them. */
function elementWithWords(words: string): HTMLElement | null {
  const wanted = withoutBlanks(words);
  const has = (text: string | null): boolean => withoutBlanks(text ?? '').includes(wanted);
  if (wanted.length < 3) return null;
  for (const area of document.querySelectorAll<HTMLElement>('.fb-drawer-body, #fb-main')) {
    for (const field of area.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
      if (has(field.value)) return field;
    if (!has(area.textContent)) continue;
    let smallest = area;
    for (let child: HTMLElement | undefined = area; child !== undefined; ) {
      smallest = child;
      child = [...child.children].find(
        (one): one is HTMLElement => one instanceof HTMLElement && has(one.textContent),
      );
    }
    return smallest;
  }
  return null;
}

const withoutBlanks = (text: string): string => text.replaceAll(/\s+/g, '');

/** Cards that have keys of their own: they take the focus, so that no key changes the text. */
const keyedCards = '[data-entry], [data-question]';

/**
 * Scroll to an element, mark it, and put the focus on it or on its card.
 * @returns the marked element.
 */
function showElement(element: HTMLElement, signal: AbortSignal): HTMLElement {
  for (let around = element.closest('details'); around !== null; )
    [around.open, around] = [true, around.parentElement?.closest('details') ?? null];
  // An editor draws its paragraphs itself: the mark is its own.
  const marked = element.closest<HTMLElement>('[role="textbox"]') ?? element;
  marked.setAttribute('data-found', '');
  element.scrollIntoView({ block: 'center' });
  const focused = element.closest<HTMLElement>(keyedCards) ?? marked;
  if (!focused.matches('a, button, input, textarea, select, [tabindex], [contenteditable]'))
    focused.tabIndex = -1;
  const focus = (): void => {
    if (!signal.aborted && !focused.contains(document.activeElement)) focused.focus({ preventScroll: true });
  };
  focus();
  for (const afterMs of focusAgainMs) setTimeout(focus, afterMs);
  return marked;
}
