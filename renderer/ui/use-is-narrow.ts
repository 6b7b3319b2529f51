import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Whether this element is narrower than a width in rem, now. Counted in rem, so that large text on a wide
 * screen is narrow too. Known before the first paint.
 */
export function useIsNarrow(element: RefObject<HTMLElement | null>, belowRem: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false);

  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return undefined;
    const measure = (): void => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setIsNarrow(measured.clientWidth < belowRem * remPx);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    // The text size is an attribute of <html>; a change of it need not change this element's width.
    const textSize = new MutationObserver(measure);
    textSize.observe(document.documentElement, { attributeFilter: ['data-text-size'] });
    return () => {
      observer.disconnect();
      textSize.disconnect();
    };
  }, [element, belowRem]);

  return isNarrow;
}
