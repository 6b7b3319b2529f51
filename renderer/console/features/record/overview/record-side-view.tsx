import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Card, LevelChip, LevelRange, PageSection, RelativeTime, TextLink } from '#renderer/ui';
import type { DimensionReading } from '../answers/assessment-reading.ts';
import { type RecordFact, RecordFactsView, scoreNotes } from './record-facts-view.tsx';
import type { RecordSources } from '../record-sources.ts';
import { WriterView } from '../timeline/writer-view.tsx';
import './record-side-view.css';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import './score-card.css';

/** Reported level of a dimension, and its components. */
function ScoreCardView({ reading }: { readonly reading: DimensionReading }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { dimension, score } = reading;
  const level = MaturityLevel.safeParse(score?.reported).data ?? null;
  return (
    <Card label={translate('console.score.title', { dimension: dimension.code })}>
      <div className="console-score">
        <LevelChip level={level} size="l" />
        <div>
          <h3>{translate('console.score.title', { dimension: dimension.code })}</h3>
          {score?.mean !== undefined && <LevelRange mean={score.mean} from={score.low} to={score.high} />}
          {score?.mean !== undefined && (
            <p>{translate('console.score.mean', { mean: format.number(score.mean, 2) })}</p>
          )}
          {scoreNotes(score, format).map((note) => (
            <p key={note.key}>{translate(note)}</p>
          ))}
        </div>
      </div>
    </Card>
  );
}

interface RecordSideViewProps {
  readonly facts: readonly RecordFact[];
  readonly dimension: DimensionReading | null;
  readonly sources: RecordSources;
  readonly historyHref: string;
}

/** Column beside every part: status of the record, last writer, and latest changes. */
export function RecordSideView({
  facts,
  dimension,
  sources,
  historyHref,
}: RecordSideViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="console-side">
      {dimension && <ScoreCardView reading={dimension} />}
      {facts.length > 0 && (
        <PageSection kind="side" title={translate('console.side.record')}>
          <RecordFactsView facts={facts} />
        </PageSection>
      )}
      <LatestArrivals sources={sources} historyHref={historyHref} />
    </div>
  );
}

const latestArrivalCount = 4;

function LatestArrivals({
  sources,
  historyHref,
}: Pick<RecordSideViewProps, 'sources' | 'historyHref'>): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const { history, names } = sources;
  if (history.kind !== 'present') return null;
  return (
    <PageSection
      kind="side"
      title={translate('console.side.latest')}
      action={<TextLink href={historyHref}>{translate('console.side.whole')}</TextLink>}
    >
      <ul className="console-latest">
        {history.arrivals.slice(0, latestArrivalCount).map(({ place, device, receivedAtMs, changes }) => (
          <li key={place}>
            <WriterView device={device} names={names} />
            <small>
              {translate('console.history.changes', { count: changes.length })}
              {' · '}
              <RelativeTime atMs={receivedAtMs} show="moment" />
              {' · '}
              {translate('console.history.place', { place: format.number(place) })}
            </small>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
