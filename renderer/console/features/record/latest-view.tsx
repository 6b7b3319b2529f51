import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { ArrivalView } from './arrival-view.tsx';
import type { RecordSources } from './record-sources.ts';

interface LatestViewProps {
  readonly sources: RecordSources;
  readonly historyHref: string;
}

const shownArrivals = 3;
const shownChanges = 12;

/** What came in lately, for whoever opens the record to see what is new. */
export function LatestView({ sources, historyHref }: LatestViewProps): ReactElement | null {
  const say = useSay();
  const { history, names, wordsOf } = sources;
  if (history.kind !== 'present' || history.arrivals.length === 0) return null;
  return (
    <Section
      title={say('console.side.latest')}
      action={<TextLink href={historyHref}>{say('console.side.whole')}</TextLink>}
    >
      {history.arrivals.slice(0, shownArrivals).map((arrival) => (
        <ArrivalView
          key={arrival.place}
          arrival={arrival}
          names={names}
          wordsOf={wordsOf}
          most={shownChanges}
        />
      ))}
    </Section>
  );
}
