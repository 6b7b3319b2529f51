import type { ReactElement, ReactNode } from 'react';
import './entry.css';

interface EntryProps {
  /** A chip, a pill, an icon. */
  readonly lead?: ReactNode | undefined;
  readonly children: ReactNode;
  /** Who, when, where: small and grey. */
  readonly meta?: ReactNode | undefined;
  /** A button at the end. */
  readonly action?: ReactNode | undefined;
  readonly isBoxed?: boolean | undefined;
}

/** One line of a short list: a piece of evidence, a comment, an earlier answer, one of two values. */
export function Entry({ lead, children, meta, action, isBoxed = false }: EntryProps): ReactElement {
  return (
    <div className="fb-entry" data-boxed={isBoxed || undefined}>
      {lead}
      <div className="fb-entry-text">
        <div className="fb-own-direction" dir="auto">
          {children}
        </div>
        {meta !== undefined && <div className="fb-entry-meta">{meta}</div>}
      </div>
      {action}
    </div>
  );
}
