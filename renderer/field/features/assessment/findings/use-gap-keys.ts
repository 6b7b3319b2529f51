import { useKeys } from '#renderer/ui/use-keys.ts';

interface GapKeyActs {
  readonly onFinding: (question: string) => void;
  readonly onRecommend: (question: string) => void;
}

/** T takes over the finding about the row in focus, R its recommendation; the arrow keys go from row to row. */
export function useGapKeys(acts: GapKeyActs | null): void {
  useKeys((key) => {
    const row = rowOf(document.activeElement);
    if (row === null) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') return step(row, key === 'ArrowDown' ? 1 : -1);
    const question = row.querySelector<HTMLElement>('[data-gap]')?.dataset['gap'];
    if (acts === null || question === undefined) return false;
    if (key === 't') acts.onFinding(question);
    else if (key === 'r') acts.onRecommend(question);
    else return false;
    return true;
  });
}

const rowOf = (element: Element | null): Element | null => {
  const row = element?.closest('tr, .fb-entry') ?? null;
  return row?.querySelector('[data-gap]') ? row : null;
};

/** From the name of one row to the next; from a list inside the row the arrow keys are its own. */
function step(row: Element, by: 1 | -1): boolean {
  if (!document.activeElement?.matches('a')) return false;
  const next = by === 1 ? row.nextElementSibling : row.previousElementSibling;
  const link = next?.querySelector<HTMLElement>('a');
  link?.focus();
  return link !== null && link !== undefined;
}
