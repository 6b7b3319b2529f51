import type { ReactElement, ReactNode } from 'react';
import './fact-list.css';
import './list-entry.css';

interface ListEntryProps {
  /** A chip, a pill, an icon. */
  readonly lead?: ReactNode | undefined;
  readonly children: ReactNode;
  /** Person, time, place: small and grey. */
  readonly meta?: ReactNode | undefined;
  /** A button at the end. */
  readonly action?: ReactNode | undefined;
  readonly isBoxed?: boolean | undefined;
  /** Name of the stored item: a search goes to it by this name. */
  readonly path?: string | undefined;
}

/** One line of a short list: a piece of evidence, a comment, an earlier answer, one of two values. */
export function ListEntry(props: ListEntryProps): ReactElement {
  const { lead, children, meta, action, isBoxed = false, path } = props;
  return (
    <div className="fb-entry" data-boxed={isBoxed || undefined} data-path={path}>
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

export interface FactListItem {
  readonly term: string;
  readonly value: ReactNode;
}

/** Facts in two columns: names and values, one under the other. */
export function FactList({ facts }: { readonly facts: readonly FactListItem[] }): ReactElement {
  return (
    <dl className="fb-facts">
      {facts.map(({ term, value }, at) => (
        // Fields of one record can have the same name.
        <div key={at}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
