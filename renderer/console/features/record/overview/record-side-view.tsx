import type { ReactElement } from 'react';
import { type LanguageFormat, type Message, type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Card, LevelChip, LevelRange, PageSection, RelativeTime, TextLink } from '#renderer/ui';
import type { DimensionReading } from '../answers/assessment-reading.ts';
import type { RecordSources } from '../record-sources.ts';
import { WriterView } from '../timeline/writer-view.tsx';
import './record-side-view.css';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import '../record.css';
import { type Document, valueAt } from '#domain/document/document.ts';
import { missionDetailPaths } from '#domain/mission/mission.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { DimensionScore } from '#domain/scoring/score.ts';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { RegisterValueView } from '../answers/register-value-view.tsx';

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

/** Notes beside a level, or in place of one (docs/requirements.md B6). */
export function scoreNotes(
  dimensionScore: DimensionScore | undefined,
  format: LanguageFormat,
): readonly Message[] {
  if (dimensionScore === undefined) return [{ key: 'console.score.notAsked' }];
  const coverage = format.percent(dimensionScore.coverage);
  const limited: readonly Message[] =
    dimensionScore.limitedBy === undefined
      ? []
      : [{ key: 'value.score.limitedBy', values: { by: dimensionScore.limitedBy } }];
  switch (dimensionScore.status) {
    case 'scored':
      return [...limited, { key: 'value.score.covered', values: { coverage } }];
    case 'provisional':
      return [...limited, { key: 'value.score.provisional', values: { coverage } }];
    case 'insufficient':
      return [{ key: 'console.score.insufficient', values: { coverage } }];
    case 'thin':
      return [{ key: 'console.score.thin' }];
  }
}

/** One of the first facts that people ask about a record. */
export interface RecordFact {
  readonly path: string;
  readonly term: MessageKey;
  readonly value: string;
}

const factPaths = [
  'institution/name',
  'institution/type',
  'type',
  'reference-date',
  'instrument',
  'template',
  ...missionDetailPaths,
];

/** Read the facts of a record; missing ones are left out. */
export function readRecordFacts(
  document: Document,
  maturityModel: MaturityModel | undefined,
): readonly RecordFact[] {
  const types = maturityModel?.institution_types ?? {};
  return factPaths.flatMap((path) => {
    const value = valueAt(document, path);
    const pathLabel = pathLabelOf(path);
    if (typeof value !== 'string' || value === '' || pathLabel === undefined) return [];
    // Types that only this instrument knows have its words.
    const isOwnType = path === 'institution/type' && valueLabelOf('institutionType', value) === undefined;
    return [{ path, term: pathLabel.key, value: isOwnType ? (types[value] ?? value) : value }];
  });
}

interface RecordFactsViewProps {
  readonly facts: readonly RecordFact[];
  /** Side by side, for a wide page. */
  readonly isStrip?: boolean | undefined;
}

/** Facts of a record; its status is in the heading. */
export function RecordFactsView({ facts, isStrip = false }: RecordFactsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <dl className="console-facts" data-strip={isStrip || undefined}>
      {facts.map(({ path, term, value }) => (
        <div key={path}>
          <dt>{translate(term)}</dt>
          <dd>
            <RegisterValueView path={path} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Reported level of a dimension, and its components. */
function ScoreCardView({ reading }: { readonly reading: DimensionReading }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { dimension, score } = reading;
  const maturityLevel = MaturityLevel.safeParse(score?.reported).data ?? null;
  return (
    <Card label={translate('console.score.title', { dimension: dimension.code })}>
      <div className="console-score">
        <LevelChip level={maturityLevel} size="l" />
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

const latestArrivalCount = 4;

function LatestArrivals({
  sources,
  historyHref,
}: Pick<RecordSideViewProps, 'sources' | 'historyHref'>): ReactElement | null {
  const translate = useTranslate();
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
            </small>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
