import type { ReactElement } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import {
  FactList,
  LevelChip,
  LevelRange,
  PageSection,
  SortableTable,
  type TableColumn,
  TextLink,
} from '#renderer/ui';
import type { AssessmentReading, DimensionReading } from '../answers/assessment-reading.ts';
import { FieldRemarkView } from '../comments/field-remark-view.tsx';
import type { RecordSources } from '../record-sources.ts';
import { type RecordFact, RecordFactsView, scoreNotes } from './record-side-view.tsx';
import './assessment-overview-view.css';
import { PackArrivalView } from '../timeline/change-list-view.tsx';

interface LatestChangesViewProps {
  readonly sources: RecordSources;
  readonly historyHref: string;
}

const shownArrivalCount = 3;
const shownChangeCount = 12;

/** Latest changes, for a person who opens the record to see the news. */
function LatestChangesView({ sources, historyHref }: LatestChangesViewProps): ReactElement | null {
  const translate = useTranslate();
  const { history, names, labelOf } = sources;
  if (history.kind !== 'present' || history.arrivals.length === 0) return null;
  return (
    <PageSection
      title={translate('console.side.latest')}
      action={<TextLink href={historyHref}>{translate('console.side.whole')}</TextLink>}
    >
      {history.arrivals.slice(0, shownArrivalCount).map((packArrival) => (
        <PackArrivalView
          key={packArrival.place}
          arrival={packArrival}
          names={names}
          labelOf={labelOf}
          most={shownChangeCount}
        />
      ))}
    </PageSection>
  );
}

/** Earlier assessment that this one follows up. */
export interface FollowedAssessment {
  readonly title: string;
  /** `2026-11-24`; empty without one. */
  readonly referenceDate: string;
  readonly href: string;
  /** Reported level of each dimension, null for one without; empty where another instrument rated it. */
  readonly levels: ReadonlyMap<string, number | null>;
}

interface AssessmentOverviewViewProps {
  readonly reading: AssessmentReading;
  readonly followed: FollowedAssessment | null;
  readonly facts: readonly RecordFact[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** Overview of the assessment: the level of each dimension, and the screening that selected its questions. */
export function AssessmentOverviewView(props: AssessmentOverviewViewProps): ReactElement {
  const translate = useTranslate();
  const { reading, followed, facts, sources, hrefOf } = props;
  const { asked, answered } = reading.progress;
  return (
    <>
      <RecordFactsView facts={facts} isStrip />
      {followed && <FollowedAssessmentView followed={followed} />}
      <PageSection
        title={translate('console.overview.levels')}
        description={translate('console.overview.progress', { answered, asked })}
      >
        <SortableTable
          label={translate('console.overview.levels')}
          rows={reading.dimensions}
          rowId={({ dimension }) => dimension.code}
          hrefOf={({ dimension }) => hrefOf(dimension.code)}
          columns={useDimensionColumns(followed)}
        />
      </PageSection>
      {reading.comments.length > 0 && (
        <PageSection title={translate('console.overview.comments')}>
          {reading.comments.map((fieldRemark) => (
            <FieldRemarkView
              key={fieldRemark.id}
              comment={fieldRemark}
              names={sources.names}
              service={sources.reviewing?.service ?? null}
            />
          ))}
        </PageSection>
      )}
      <PageSection title={translate('path.screening')}>
        <ScreeningAnswers reading={reading} />
      </PageSection>
      <LatestChangesView sources={sources} historyHref={hrefOf('history')} />
    </>
  );
}

function FollowedAssessmentView({ followed }: { readonly followed: FollowedAssessment }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { title, referenceDate, href } = followed;
  return (
    <p>
      {translate('path.follows')}:{' '}
      <TextLink href={href}>{title === '' ? translate('value.untitled') : title}</TextLink>
      {referenceDate !== '' && ` · ${format.date(localNoonMs(referenceDate))}`}
    </p>
  );
}

function useDimensionColumns(
  followedAssessment: FollowedAssessment | null,
): readonly TableColumn<DimensionReading>[] {
  const translate = useTranslate();
  const format = useFormat();
  const previousTableColumns: readonly TableColumn<DimensionReading>[] =
    followedAssessment === null || followedAssessment.levels.size === 0
      ? []
      : [
          {
            id: 'before',
            title: translate('console.overview.column.before'),
            cell: ({ dimension }) => (
              <LevelChip
                level={MaturityLevel.safeParse(followedAssessment.levels.get(dimension.code)).data ?? null}
              />
            ),
          },
        ];
  return [
    {
      id: 'dimension',
      title: translate('path.dimension'),
      cell: ({ dimension }) => (
        <span dir="auto" className="console-dimension-name">
          <b>{dimension.code}</b> {dimension.title}
        </span>
      ),
    },
    ...previousTableColumns,
    {
      id: 'level',
      title: translate(previousTableColumns.length > 0 ? 'console.overview.column.now' : 'path.level'),
      cell: ({ score }) => <LevelChip level={MaturityLevel.safeParse(score?.reported).data ?? null} />,
    },
    {
      id: 'range',
      title: translate('console.overview.column.range'),
      cell: ({ score }) =>
        score?.mean === undefined ? null : (
          <span className="console-overview-range">
            <LevelRange mean={score.mean} from={score.low} to={score.high} />
          </span>
        ),
    },
    {
      id: 'answered',
      title: translate('console.overview.column.answered'),
      align: 'end',
      cell: ({ progress: { answered, asked } }) => (
        <span className="console-overview-answered">
          {translate('console.overview.ofAsked', { answered, asked })}
        </span>
      ),
    },
    {
      id: 'note',
      title: translate('console.overview.column.note'),
      cell: ({ score }) => (
        <span className="console-overview-note">
          {scoreNotes(score, format)
            .map((note) => translate(note))
            .join(' · ')}
        </span>
      ),
    },
  ];
}

function ScreeningAnswers({ reading }: { readonly reading: AssessmentReading }): ReactElement {
  const translate = useTranslate();
  const { instrument, screening } = reading;
  return (
    <FactList
      facts={instrument.screening.map(({ id, question }) => ({
        term: `${id} ${question}`,
        value: screeningAnswerText(screening[id], instrument, translate),
      }))}
    />
  );
}

function screeningAnswerText(
  answer: string | undefined,
  maturityModel: MaturityModel,
  translate: ReturnType<typeof useTranslate>,
): ReactElement | string {
  if (answer === undefined) return translate('value.answerStatus.blank');
  if (answer === 'yes') return translate('value.flag.yes');
  if (answer === 'no') return translate('value.flag.no');
  return <bdi>{institutionTypeLabel(answer, maturityModel, translate)}</bdi>;
}
