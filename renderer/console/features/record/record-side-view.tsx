import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { DimensionReading } from './assessment-reading.ts';
import { FactsView } from './facts-view.tsx';
import type { RecordFact } from './record-facts.ts';
import type { RecordSources } from './record-sources.ts';
import { ScoreCardView } from './score-card-view.tsx';
import { WriterView } from './writer-view.tsx';
import './record-side-view.css';

interface RecordSideViewProps {
  readonly facts: readonly RecordFact[];
  readonly dimension: DimensionReading | null;
  readonly sources: RecordSources;
  readonly historyHref: string;
}

/** Beside every part: where the record stands, who touched it last, and what came in lately. */
export function RecordSideView({
  facts,
  dimension,
  sources,
  historyHref,
}: RecordSideViewProps): ReactElement {
  const say = useSay();
  return (
    <div className="console-side">
      {dimension && <ScoreCardView reading={dimension} />}
      {facts.length > 0 && (
        <Section kind="side" title={say('console.side.record')}>
          <FactsView facts={facts} />
        </Section>
      )}
      <Latest sources={sources} historyHref={historyHref} />
    </div>
  );
}

const shownLatest = 4;

function Latest({
  sources,
  historyHref,
}: Pick<RecordSideViewProps, 'sources' | 'historyHref'>): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  const { history, names } = sources;
  if (history.kind !== 'present') return null;
  return (
    <Section
      kind="side"
      title={say('console.side.latest')}
      action={<TextLink href={historyHref}>{say('console.side.whole')}</TextLink>}
    >
      <ul className="console-latest">
        {history.arrivals.slice(0, shownLatest).map(({ place, device, receivedAtMs, changes }) => (
          <li key={place}>
            <WriterView device={device} names={names} />
            <small>
              {say('console.history.changes', { count: changes.length })}
              {' · '}
              <RelativeTime atMs={receivedAtMs} show="moment" />
              {' · '}
              {say('console.history.place', { place: format.number(place) })}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
