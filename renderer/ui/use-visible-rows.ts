import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows of a long table that are drawn: from one place to before another. */
interface VisibleRows {
  readonly from: number;
  readonly to: number;
}

/** Rows that are drawn above and below the view, so that scrolling shows no gap. */
const rowsAround = 4;
/** Rows of the first drawing, before the height of the view is known. */
const rowsAtFirst = 8;

/**
 * Rows of a table in view, for tables with rows of one height. The table draws only these, between two spacers.
 * @param rowRem height of a row in rem
 */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowRem: number,
): VisibleRows {
  const [visibleRows, setRows] = useState<VisibleRows>({ from: 0, to: rowsAtFirst });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => {
      const height = rowRem * remPixels();
      const from = Math.max(0, Math.floor(element.scrollTop / height) - rowsAround);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / height) + rowsAround;
      setRows((previousVisibleRows) =>
        previousVisibleRows.from === from && previousVisibleRows.to === to
          ? previousVisibleRows
          : { from, to },
      );
    };
    // The observer answers first before anything is painted, in a task of its own.
    element.addEventListener('scroll', measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      resized.disconnect();
    };
  }, [scroller, count, rowRem]);
  return { from: Math.min(visibleRows.from, count), to: Math.min(visibleRows.to, count) };
}

/** Scroll a row of such a table into the part of the view between its sticky head and foot. */
export function scrollToRow(
  scroller: HTMLElement,
  row: number,
  rowRem: number,
  { head, foot }: { readonly head: number; readonly foot: number },
): void {
  const height = rowRem * remPixels();
  const top = row * height;
  const inView = scroller.clientHeight - head - foot;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + inView) scroller.scrollTop = top + height - inView;
}

const remPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
