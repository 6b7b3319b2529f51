import { CalendarCheck, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { RequestStep } from '#domain/request/request.ts';
import { stateNameIn } from '#domain/mission/state-names.ts';
import type { DueWorkAnswer, DueWorkRow } from '#renderer/console/api/response-types.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabelOf, valueLabels } from '#renderer/records/value-labels.ts';
import { EmptyState, PageSection, SortableTable, type TableColumn } from '#renderer/ui';
import './programme.css';

interface DueWorkViewProps {
  readonly answer: DueWorkAnswer;
  /** Address of the record in which the work is done. */
  readonly hrefOf: (row: DueWorkRow) => string;
}

/** Work that is due for this person, the earliest first; each row opens its record. */
export function DueWorkView({ answer, hrefOf }: DueWorkViewProps): ReactElement {
  const translate = useTranslate();
  const { due, all, computing } = answer;
  return (
    <PageSection title={translate('programme.work')} description={translate('programme.work.text')}>
      <SortableTable
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

function useDueWorkColumns(): readonly TableColumn<DueWorkRow>[] {
  const translate = useTranslate();
  const { date, language } = useFormat();
  return [
    {
      id: 'work',
      title: translate('programme.work.what'),
      cell: (row) => (
        <NameCell name={row.title || translate('value.untitled')} note={workLabelOf(row, translate)} />
      ),
    },
    {
      id: 'state',
      title: translate('path.country'),
      cell: ({ country }) => (country === null ? '–' : <bdi>{stateNameIn(country, language)}</bdi>),
    },
    {
      id: 'mission',
      title: translate('path.mission'),
      cell: ({ mission }) => (mission === '' ? '–' : <bdi>{mission}</bdi>),
    },
    {
      id: 'due',
      title: translate('programme.work.due'),
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
  const step = kind === 'request-step' ? RequestStep.safeParse(part).data : undefined;
  return step === undefined ? label : `${label} · ${translate(valueLabels.requestStep[step])}`;
}
