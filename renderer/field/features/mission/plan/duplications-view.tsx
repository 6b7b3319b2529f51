import type { ReactElement } from 'react';
import type { Duplication } from '#domain/plan/duplications.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

interface DuplicationsViewProps {
  readonly duplications: readonly Duplication[];
}

/** Items that may be the same work done twice (domain.md A5): a warning, not a hindrance. */
export function DuplicationsView({ duplications }: DuplicationsViewProps): ReactElement | null {
  const say = useSay();
  if (duplications.length === 0) return null;
  return (
    <Banner meaning="wait" title={say('plan.duplication.title', { count: duplications.length })}>
      <ul className="plan-duplications">
        {duplications.map(({ items: [one, other], dimension, quarter }) => (
          <li key={`${one.id} ${other.id}`}>
            {say('plan.duplication.one', {
              one: one.title || say('plan.untitled'),
              oneLead: one.lead,
              other: other.title || say('plan.untitled'),
              otherLead: other.lead,
              dimension,
              quarter: quarter.quarter,
              year: String(quarter.year),
            })}
          </li>
        ))}
      </ul>
      <p>{say('plan.duplication.do')}</p>
    </Banner>
  );
}
