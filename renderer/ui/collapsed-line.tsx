import type { ReactElement, ReactNode } from 'react';
import './collapsed-line.css';

interface CollapsedLineProps {
  /** What is not shown, and why. */
  readonly children: ReactNode;
  /** A quiet button that shows it anyway. */
  readonly action?: ReactNode | undefined;
}

/** One line in place of what a rule hides. */
export function CollapsedLine({ children, action }: CollapsedLineProps): ReactElement {
  return (
    <div className="fb-collapsed">
      <span>{children}</span>
      {action}
    </div>
  );
}
