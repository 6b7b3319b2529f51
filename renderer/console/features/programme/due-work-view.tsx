import { CalendarCheck, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DueWorkResponse, DueWorkRow } from '#api/overview-api.ts';
import { DueKind } from '#domain/overview/due-work.ts';
import { RequestStep } from '#domain/request/request.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabelOf, valueLabels } from '#renderer/records/value-labels.ts';
import { EmptyState, PageSection } from '#renderer/ui';
import './programme.css';

interface DueWorkViewProps {
  readonly response: DueWorkResponse;
  /** Address of the record in which the work is done. */
  readonly hrefOf: (dueWorkRow: DueWorkRow) => string;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
}

/** Work that is due for this person, the earliest first; each row opens its record. */
export function DueWorkView({ response, hrefOf, list, onList }: DueWorkViewProps): ReactElement {
  const translate = useTranslate();
  const { language } = useFormat();
  const { due, all, computing } = response;
  return (
    <PageSection title={translate('programme.work')} description={translate('programme.work.text')}>
      <ListTableView
        name="work"
        list={list}
        onList={onList}
        textsOf={(dueWorkRow) => [
          dueWorkRow.title,
          workLabelOf(dueWorkRow, translate),
          dueWorkRow.country === null ? '' : stateNameIn(dueWorkRow.country, language),
          dueWorkRow.mission,
        ]}
        group={{
          label: translate('programme.work.what'),
          anyLabel: translate('console.records.filter.anyKind'),
          options: DueKind.options.map((id) => ({ id, label: translate(valueLabels.dueKind[id]) })),
          idsOf: ({ kind }) => [kind],
        }}
        label={translate('programme.work')}
        rows={due}
        rowId={({ doc, kind, part }) => `${kind} ${doc} ${part}`}
        hrefOf={hrefOf}
        columns={useDueWorkColumns()}
        empty={<EmptyState icon={CalendarCheck} title={translate('programme.work.none')} />}
      />
      {all > due.length && (
        <p className="fb-field-help">{translate('programme.work.more', { count: all - due.length })}</p>
      )}
      {computing > 0 && (
        <p className="fb-field-help">{translate('states.computing', { count: computing })}</p>
      )}
    </PageSection>
  );
}

function useDueWorkColumns(): readonly ListColumn<DueWorkRow>[] {
  const translate = useTranslate();
  const { date, language } = useFormat();
  return [
    {
      id: 'work',
      title: translate('programme.work.what'),
      sortBy: (dueWorkRow) => dueWorkRow.title,
      cell: (dueWorkRow) => (
        <NameCell
          name={dueWorkRow.title || translate('value.untitled')}
          note={workLabelOf(dueWorkRow, translate)}
        />
      ),
    },
    {
      id: 'state',
      title: translate('path.country'),
      sortBy: ({ country }) => (country === null ? null : stateNameIn(country, language)),
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
    {
      id: 'mission',
      title: translate('path.mission'),
      sortBy: ({ mission }) => mission,
      cell: ({ mission }) => (mission === '' ? '–' : <bdi>{mission}</bdi>),
    },
    {
      id: 'due',
      title: translate('programme.work.due'),
      sortBy: ({ dueOn }) => dueOn,
      cell: ({ dueOn, isLate }) => {
        const day = <bdi>{date(localNoonMs(dueOn))}</bdi>;
        return isLate ? (
          <span className="console-programme-late">
            <TriangleAlert className="fb-icon" aria-hidden />
            <span>
              {day} · {translate('programme.work.late')}
            </span>
          </span>
        ) : (
          day
        );
      },
    },
  ];
}

/** Kind of work; of a request also its step, of a mission the proposed status. */
function workLabelOf({ kind, part }: DueWorkRow, translate: Translate): string {
  const label = translate(valueLabels.dueKind[kind]);
  const status = kind === 'mission-status' ? valueLabelOf('missionStatus', part) : undefined;
  if (status !== undefined) return `${label} · ${translate(status)}`;
  const requestStep = kind === 'request-step' ? RequestStep.safeParse(part).data : undefined;
  return requestStep === undefined ? label : `${label} · ${translate(valueLabels.requestStep[requestStep])}`;
}
