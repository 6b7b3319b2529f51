import { Fragment, useEffect, useRef, useState, type ReactElement } from 'react';
import type { FormPart } from './form-session.ts';
import { useIsRevealed } from './form-context.ts';

interface LazyListProps<Part extends FormPart> {
  readonly parts: readonly Part[];
  readonly keyOf: (part: Part) => string;
  readonly draw: (part: Part) => ReactElement | null;
  /** Height of one part in rem, as long as it is not known. */
  readonly guessRem: number;
}

/** Parts that are drawn together: a screen or two. */
const partsPerChunk = 12;
/** Parts come onto the page before they come into view. */
const loadAheadMargin = '1500px 0px';

/** Parts of a long page, drawn when they come near the view. Drawn parts stay: they may hold typing. */
export function LazyList<Part extends FormPart>({
  parts,
  keyOf,
  draw,
  guessRem,
}: LazyListProps<Part>): ReactElement {
  const runs: (readonly Part[])[] = [];
  for (let at = 0; at < parts.length; at += partsPerChunk) runs.push(parts.slice(at, at + partsPerChunk));
  return (
    <>
      {runs.map((run, at) => (
        <LazyChunk
          key={run[0] ? keyOf(run[0]) : at}
          parts={run}
          keyOf={keyOf}
          draw={draw}
          guessRem={guessRem}
          isFirst={at === 0}
        />
      ))}
    </>
  );
}

interface LazyChunkProps<Part extends FormPart> extends LazyListProps<Part> {
  readonly isFirst: boolean;
}

function LazyChunk<Part extends FormPart>({
  parts,
  keyOf,
  draw,
  guessRem,
  isFirst,
}: LazyChunkProps<Part>): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const [wasNear, setWasNear] = useState(isFirst);
  const mustShow = useIsRevealed(parts);
  if (mustShow && !wasNear) setWasNear(true);
  const isDrawn = wasNear || mustShow;

  useEffect(() => {
    if (wasNear || !place.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setWasNear(true);
      },
      { root: place.current.closest('.fb-column-main'), rootMargin: loadAheadMargin },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [wasNear]);

  if (!isDrawn) return <div ref={place} style={{ minBlockSize: `${parts.length * guessRem}rem` }} />;
  // A box of its own, so that a change in one part is laid out among a dozen parts, not a thousand.
  return (
    <div className="form-run">
      {parts.map((part) => (
        <Fragment key={keyOf(part)}>{draw(part)}</Fragment>
      ))}
    </div>
  );
}
