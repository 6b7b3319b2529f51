import type { ReactElement } from 'react';
import type { EvaluationGroup } from '#domain/workshop/learning/evaluation-results.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { PageSection, SortableTable } from '#renderer/ui';
import './results.css';
import { defaultKirkpatrickPolicy } from '#domain/workshop/learning/kirkpatrick.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';

interface BreakdownViewProps {
  readonly sex: readonly EvaluationGroup[];
  readonly institutionType: readonly EvaluationGroup[];
}

interface GroupRow extends EvaluationGroup {
  readonly list: 'participantSex' | 'institutionType';
}

/** Answers of this laptop by facts of their writers; a group is shown where five or more answered. */
export function BreakdownView({ sex, institutionType }: BreakdownViewProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const groupRows: readonly GroupRow[] = [
    ...sex.map((evaluationGroup) => ({ ...evaluationGroup, list: 'participantSex' as const })),
    ...institutionType.map((evaluationGroup) => ({ ...evaluationGroup, list: 'institutionType' as const })),
  ];
  if (groupRows.every(({ answers }) => answers === null)) return null;
  const withheld = translate('learning.breakdown.withheld');
  return (
    <PageSection
      title={translate('learning.breakdown.title')}
      description={translate('learning.breakdown.text')}
    >
      <SortableTable
        label={translate('learning.breakdown.title')}
        rows={groupRows}
        rowId={({ list, group }) => `${list} ${group}`}
        columns={[
          {
            id: 'group',
            title: translate('learning.breakdown.group'),
            cell: (groupRow) => `${translate(factKeys[groupRow.list])}: ${translate(groupLabelOf(groupRow))}`,
          },
          {
            id: 'answers',
            title: translate('learning.evaluation.n'),
            align: 'end',
            cell: ({ answers }) => (answers === null ? withheld : format.number(answers)),
          },
          {
            id: 'agree',
            title: translate('learning.breakdown.agree'),
            align: 'end',
            cell: ({ items }) => {
              const overall = items.find(({ item }) => item === defaultKirkpatrickPolicy.reaction.item);
              return overall === undefined || overall.withheld ? withheld : format.percent(overall.agree);
            },
          },
        ]}
      />
    </PageSection>
  );
}

const factKeys = {
  participantSex: 'learning.facts.sex',
  institutionType: 'learning.facts.institutionType',
} as const;

const groupLabelOf = ({ list, group }: GroupRow): PlainMessageKey =>
  valueLabelOf(list, group) ?? 'value.participantSex.not-stated';
