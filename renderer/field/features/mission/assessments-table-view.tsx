import type { ReactElement, ReactNode } from 'react';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { Attention } from '#renderer/field/parts/attention.tsx';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import { assessmentStatusKey } from '#renderer/field/parts/status-word.ts';
import type { AssessmentRow } from './record-rows.ts';
import './mission.css';

interface AssessmentsTableViewProps {
  readonly rows: readonly AssessmentRow[];
  readonly empty: ReactNode;
}

/** The assessments of one mission. */
export function AssessmentsTableView({ rows, empty }: AssessmentsTableViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Table
      label={say('mission.assessments.label')}
      rows={rows}
      rowId={({ id }) => id}
      hrefOf={({ href }) => href}
      empty={empty}
      columns={[
        {
          id: 'institution',
          title: say('mission.assessments.institution'),
          cell: (row) => <NameCell row={row} />,
        },
        {
          id: 'type',
          title: say('mission.assessments.type'),
          cell: ({ type }) => type && institutionTypeWord(type, defaultModel, say),
        },
        {
          id: 'status',
          title: say('mission.list.status'),
          cell: ({ status }) => <Pill text={say(assessmentStatusKey(status))} />,
        },
        {
          id: 'answered',
          title: say('mission.assessments.answered'),
          align: 'end',
          cell: ({ answered }) => format.number(answered),
        },
        {
          id: 'changed',
          title: say('mission.assessments.changed'),
          cell: ({ changedAtMs }) => <RelativeTime atMs={changedAtMs} />,
        },
        {
          id: 'attention',
          title: say('mission.list.attention'),
          cell: ({ toMend, conflicts, waiting }) => (
            <Attention
              returned={
                toMend === null ? null : { key: 'mission.assessmentReturned', values: { count: toMend } }
              }
              conflicts={conflicts}
              waiting={waiting}
            />
          ),
        },
      ]}
    />
  );
}

/** The institution, and what the assessment is where that says more. */
function NameCell({ row: { institution, title } }: { readonly row: AssessmentRow }): ReactElement {
  const name = institution === '' ? title : institution;
  return (
    <span className="mission-name">
      <bdi>{name}</bdi>
      {title !== name && (
        <small>
          <bdi>{title}</bdi>
        </small>
      )}
    </span>
  );
}
