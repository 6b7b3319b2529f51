import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** First step, in a sentence. */
  readonly children?: ReactNode | undefined;
  readonly action?: ReactNode | undefined;
}

/** Empty list with the first step. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="fb-empty">
      <Icon className="fb-icon" aria-hidden />
      <h2>{title}</h2>
      {children !== undefined && <div className="fb-empty-text">{children}</div>}
      {action}
    </div>
  );
}
