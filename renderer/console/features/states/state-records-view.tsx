import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { StateResponse } from '#api/overview-api.ts';
import { assessmentPartOf } from '#domain/overview/state-overview.ts';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import { isAwaitedInTime } from '#domain/plan/plan-figures.ts';
import { type ListColumn, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { OverviewList } from '#renderer/console/parts/list-query.ts';
import { StatusPill, statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { documentKindLabel, valueLabels } from '#renderer/records/value-labels.ts';
import { Button, LevelChip, PageSection, Pill, type StatusMeaning, TextLink } from '#renderer/ui';
import { assessmentPartLabels, MarkedPart, type OverviewHrefs } from './overview-parts.tsx';
import './states.css';

export interface StateSectionProps {
  readonly response: StateResponse;
  readonly hrefs: OverviewHrefs;
  readonly list: OverviewList;
  readonly onList: (overviewList: OverviewList) => void;
}

type PlanRow = StateResponse['plan'][number];

type ChangeRow = StateResponse['changes'][number];

const changeMeanings: { readonly [C in ChangeRow['change']]?: StatusMeaning } = {
  improved: 'good',
  declined: 'wait',
};

/** Changed indicators, with the assessments before and after. */
export function ChangeSection({
  response: { changes },
  hrefs,
  list,
  onList,
}: StateSectionProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const countOf = (change: ChangeRow['change']): number =>
    changes.filter((changeRow) => changeRow.change === change).length;
  const rating = (changeRow: ChangeRow, side: 'from' | 'to'): ReactElement => {
    const { referenceDate } = changeRow[side];
    return (
      <TextLink href={hrefs.record(changeRow[side], changeRow.dimension)}>
        <span className="states-rating">
          <LevelChip level={side === 'from' ? changeRow.before : changeRow.after} />
          <bdi>
            {changeRow.evidence[side === 'from' ? 0 : 1]}
            {referenceDate !== null && ` · ${date(localNoonMs(referenceDate))}`}
          </bdi>
        </span>
      </TextLink>
    );
  };
  return (
    <MarkedPart mark={list.change}>
      <PageSection
        title={translate('states.changes.title')}
        description={translate('states.changes.text')}
        action={
          list.change !== '' && (
            <Button kind="quiet" onPress={() => onList({ ...list, change: '' })}>
              {translate('states.records.whole')}
            </Button>
          )
        }
      >
        {changes.length > 0 && (
          <p className="states-note">
            {translate('states.changes.sum', {
              improved: countOf('improved'),
              declined: countOf('declined'),
              other: countOf('noComparableChange'),
            })}
          </p>
        )}
        <SortedTableView
          name="changes"
          list={list}
          onList={onList}
          label={translate('states.changes.title')}
          rows={changes.filter(({ change }) => list.change === '' || change === list.change)}
          rowId={({ indicator, to }) => `${indicator} ${to.doc}`}
          empty={<p className="states-note">{translate('states.changes.empty')}</p>}
          columns={[
            {
              id: 'indicator',
              title: translate('states.changes.indicator'),
              sortBy: ({ indicator }) => indicator,
              cell: ({ indicator, title, institution }) => (
                <NameCell name={`${indicator} ${title}`} note={institution} />
              ),
            },
            {
              id: 'before',
              title: translate('states.changes.before'),
              cell: (changeRow) => rating(changeRow, 'from'),
            },
            {
              id: 'after',
              title: translate('states.changes.after'),
              cell: (changeRow) => rating(changeRow, 'to'),
            },
            {
              id: 'change',
              title: translate('states.changes.change'),
              sortBy: ({ change }) => translate(`states.changes.${change}`),
              cell: ({ change }) => (
                <Pill text={translate(`states.changes.${change}`)} meaning={changeMeanings[change]} />
              ),
            },
          ]}
        />
      </PageSection>
    </MarkedPart>
  );
}

const statusTextOf = (status: string | null, translate: Translate): string => {
  const messageKey = status === null ? undefined : statusLabelKey(status);
  return messageKey === undefined ? (status ?? '') : translate(messageKey);
};

/** Assessments and workshops below their missions: all, or the part of the assessments that a count stands for. */
export function RecordSection({ response, hrefs, list, onList }: StateSectionProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const part = list.records;
  const rows = response.missions.flatMap((mission) => [
    ...mission.assessments
      .filter(({ status }) => part === '' || assessmentPartOf(status) === part)
      .map((one) => ({
        ...one,
        kind: 'assessment',
        note: one.institution,
        day: one.referenceDate,
        mission,
      })),
    ...(part === '' ? mission.workshops : []).map((one) => ({
      ...one,
      kind: 'workshop',
      note: '',
      day: one.from,
      mission,
    })),
  ]);
  type RecordRow = (typeof rows)[number];
  const listColumns: readonly ListColumn<RecordRow>[] = [
    {
      id: 'record',
      title: translate('states.records.title'),
      sortBy: ({ title, note }) => title || note,
      cell: ({ title, note }) => (
        <NameCell name={title || note || translate('value.untitled')} note={note === title ? '' : note} />
      ),
    },
    {
      id: 'kind',
      title: translate('states.records.kind'),
      sortBy: ({ kind }) => translate(documentKindLabel(kind)),
      cell: ({ kind }) => translate(documentKindLabel(kind)),
    },
    {
      id: 'mission',
      title: translate('path.mission'),
      sortBy: ({ mission }) => mission.title,
      cell: ({ mission: { log, title } }) => (
        <TextLink href={hrefs.mission(log)}>
          <bdi>{title || translate('value.untitled')}</bdi>
        </TextLink>
      ),
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => statusTextOf(status, translate),
      cell: ({ status }) => <StatusPill status={status} />,
    },
    {
      id: 'day',
      title: translate('states.records.date'),
      sortBy: ({ day }) => day,
      cell: ({ day }) => (day === null ? '–' : <bdi className="states-day">{date(localNoonMs(day))}</bdi>),
    },
  ];
  return (
    <MarkedPart mark={part}>
      <PageSection
        title={translate('states.records.title')}
        description={part === '' ? undefined : translate(assessmentPartLabels[part], { count: rows.length })}
        action={
          part !== '' && (
            <Button kind="quiet" onPress={() => onList({ ...list, records: '' })}>
              {translate('states.records.whole')}
            </Button>
          )
        }
      >
        <SortedTableView
          name="records"
          list={list}
          onList={onList}
          label={translate('states.records.title')}
          rows={rows}
          rowId={({ doc }) => doc}
          columns={listColumns}
          hrefOf={(row) => hrefs.record(row)}
          empty={<p className="states-note">{translate('states.profile.empty')}</p>}
        />
      </PageSection>
    </MarkedPart>
  );
}

/** Learning gain of each workshop. Where few people answered twice, no figure leaves the server. */
export function LearningSection({ response, hrefs, list, onList }: StateSectionProps): ReactElement {
  const translate = useTranslate();
  const { date, number, percent } = useFormat();
  type LearningRow = StateResponse['learning'][number];
  const listColumns: readonly ListColumn<LearningRow>[] = [
    {
      id: 'workshop',
      title: translate('value.documentKind.workshop'),
      sortBy: ({ title }) => title,
      cell: ({ title }) => <NameCell name={title || translate('value.untitled')} />,
    },
    {
      id: 'from',
      title: translate('states.records.date'),
      sortBy: ({ from }) => from,
      cell: ({ from }) => (from === null ? '–' : <bdi className="states-day">{date(localNoonMs(from))}</bdi>),
    },
    {
      id: 'before',
      title: translate('states.changes.before'),
      align: 'end',
      cell: ({ learning }) => (learning === null ? '–' : percent(learning.meanBefore / 100)),
    },
    {
      id: 'after',
      title: translate('states.changes.after'),
      align: 'end',
      cell: ({ learning }) => (learning === null ? '–' : percent(learning.meanAfter / 100)),
    },
    {
      id: 'gain',
      title: translate('states.learning.gain'),
      cell: ({ learning }) =>
        learning === null ? (
          <span className="states-note">{translate('states.learning.none')}</span>
        ) : (
          translate('states.learning.points', { gain: number(learning.meanGain, 1) })
        ),
    },
    {
      id: 'people',
      title: translate('states.learning.people'),
      align: 'end',
      cell: ({ learning }) => (learning === null ? '–' : number(learning.paired)),
    },
  ];
  return (
    <PageSection title={translate('states.learning.title')} description={translate('states.learning.text')}>
      <SortedTableView
        name="learning"
        list={list}
        onList={onList}
        label={translate('states.learning.title')}
        rows={response.learning}
        rowId={({ doc }) => doc}
        columns={listColumns}
        hrefOf={(row) => hrefs.record(row)}
      />
    </PageSection>
  );
}

/** Items of all plans, the first due first. */
export function PlanSection({ response, hrefs, list, onList }: StateSectionProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const listColumns: readonly ListColumn<PlanRow>[] = [
    {
      id: 'item',
      title: translate('report.column.item'),
      sortBy: ({ title }) => title,
      cell: ({ title, dimension }) => (
        <NameCell name={title || translate('value.untitled')} note={dimension ?? ''} />
      ),
    },
    {
      id: 'lead',
      title: translate('path.item.lead'),
      sortBy: ({ lead }) => lead,
      cell: ({ lead }) => <bdi>{lead || translate('states.lead.none')}</bdi>,
    },
    {
      id: 'to',
      title: translate('path.item.to'),
      sortBy: ({ to }) => to,
      cell: ({ to }) => (to === null ? '–' : <bdi className="states-day">{date(localNoonMs(to))}</bdi>),
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ status }) => PlanItemStatus.options.indexOf(status),
      cell: ({ status }) => <Pill text={translate(valueLabels.planStatus[status])} />,
    },
    {
      id: 'late',
      title: translate('states.plan.slippage'),
      sortBy: ({ lateDays }) => lateDays,
      cell: ({ lateDays, to, status }) =>
        lateDays > 0 ? (
          <span className="states-late">
            <TriangleAlert className="fb-icon" aria-hidden />
            {translate('states.plan.late', { count: lateDays })}
          </span>
        ) : isAwaitedInTime({ to, status }) ? (
          translate('states.plan.inTime')
        ) : (
          '–'
        ),
    },
  ];
  return (
    <PageSection title={translate('states.plan.title')}>
      <SortedTableView
        name="plan"
        list={list}
        onList={onList}
        label={translate('states.plan.title')}
        rows={response.plan}
        rowId={({ doc, id }) => `${doc} ${id}`}
        columns={listColumns}
        hrefOf={(planRow) => hrefs.record(planRow)}
        empty={<p className="states-note">{translate('states.plan.empty')}</p>}
      />
    </PageSection>
  );
}
