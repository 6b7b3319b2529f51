import { type ReactElement, useEffect, useRef } from 'react';
import { ProblemLineView } from './problem-line-view.tsx';
import type { ListedProblem } from './sheet-problems.ts';

interface ProblemStopProps {
  readonly problem: ListedProblem;
  readonly isSelected: boolean;
}

/** A problem in its sheet. When the person goes to it from the list, the focus comes here, and the page with it. */
export function ProblemStop({ problem, isSelected }: ProblemStopProps): ReactElement {
  const stop = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSelected) stop.current?.focus();
  }, [isSelected]);
  return (
    <div
      ref={stop}
      id={`library-problem-${problem.at}`}
      className="library-problem-stop"
      tabIndex={-1}
      data-selected={isSelected || undefined}
    >
      <ProblemLineView problem={problem} />
    </div>
  );
}
