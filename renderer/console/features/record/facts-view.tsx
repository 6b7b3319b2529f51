import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { RecordFact } from './record-facts.ts';
import { ValueView } from './value-view.tsx';
import './facts-view.css';

interface FactsViewProps {
  readonly facts: readonly RecordFact[];
  /** Side by side, for a wide page. */
  readonly isStrip?: boolean | undefined;
}

/** What a record is about; where it stands is in the heading. */
export function FactsView({ facts, isStrip = false }: FactsViewProps): ReactElement {
  const say = useSay();
  return (
    <dl className="console-facts" data-strip={isStrip || undefined}>
      {facts.map(({ path, term, value }) => (
        <div key={path}>
          <dt>{say(term)}</dt>
          <dd>
            <ValueView path={path} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
