import type { ReactElement, ReactNode, Ref } from 'react';
import { DraftScope } from '../fields/draft-form.tsx';
import './card.css';
import './collapsed-line.css';

interface CollapsedLineProps {
  /** Hidden content, and the reason. */
  readonly children: ReactNode;
  /** A quiet button that shows it anyway. */
  readonly action?: ReactNode | undefined;
}

/** One line in place of content that a rule hides. */
export function CollapsedLine({ children, action }: CollapsedLineProps): ReactElement {
  return (
    <div className="fb-collapsed">
      <span>{children}</span>
      {action}
    </div>
  );
}

interface CardProps {
  readonly children: ReactNode;
  /** The card that the person works on. */
  readonly isCurrent?: boolean | undefined;
  /** Name for screen readers; it becomes a group that can be jumped to. */
  readonly label?: string | undefined;
  /** Id of its question: keys bring the focus to it. */
  readonly question?: string | undefined;
  /** Name of the stored item: a search goes to it by this name. */
  readonly path?: string | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

/** Box around one question, session or conflict. */
export function Card({ children, isCurrent = false, label, question, path, ref }: CardProps): ReactElement {
  return (
    <article
      className="fb-card"
      ref={ref}
      aria-label={label}
      data-current={isCurrent || undefined}
      data-path={path}
      {...(question !== undefined && { 'data-question': question, tabIndex: -1 })}
    >
      <DraftScope name={path ?? question ?? label}>{children}</DraftScope>
    </article>
  );
}
