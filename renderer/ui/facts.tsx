import type { ReactElement, ReactNode } from 'react';
import './facts.css';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** What is known about a thing: names and values, one under the other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactElement {
  return (
    <dl className="fb-facts">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
