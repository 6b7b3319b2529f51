import { ClipboardList } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  defaultEvaluationRule,
  type EvaluationResults,
  type StatementFigures,
  type StatementResult,
} from '#domain/workshop/learning/evaluation-results.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, EmptyState, PageSection, SortableTable } from '#renderer/ui';
import './results.css';
import { agreementKeys } from '#renderer/records/value-labels.ts';

const scale = ['1', '2', '3', '4', '5'] as const;

/** Results of an evaluation by statement. */
export function EvaluationResultsView({ results }: { readonly results: EvaluationResults }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { answers, participants, responseRate } = results;
  if (answers === 0)
    return (
      <EmptyState icon={ClipboardList} title={translate('learning.evaluation.none')}>
        {translate('learning.evaluation.none.text')}
      </EmptyState>
    );
  if (results.withheld)
    return (
      <PageSection title={translate('learning.evaluation.title')}>
        <Banner meaning="info" title={translate('learning.results.withheld')}>
          {translate('learning.evaluation.none.text')}
        </Banner>
      </PageSection>
    );
  const { items } = results;
  const alerts = items.filter(
    (statementResult): statementResult is StatementFigures =>
      !statementResult.withheld && statementResult.alert,
  );
  return (
    <PageSection
      title={translate('learning.evaluation.title')}
      description={translate('learning.evaluation.counts', {
        answers,
        participants,
        rate: responseRate === null ? '–' : format.percent(responseRate),
      })}
    >
      {alerts.map((item) => (
        <AlertBanner key={item.item} item={item} />
      ))}
      <div className="learning-scale">
        <div className="learning-legend" aria-hidden>
          {scale.map((answer) => (
            <span key={answer} data-answer={answer}>
              {translate(agreementKeys[answer])}
            </span>
          ))}
        </div>
        <StatementTable items={items} />
      </div>
    </PageSection>
  );
}

function AlertBanner({ item }: { readonly item: StatementFigures }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const disagree = item.counts[0] + item.counts[1];
  return (
    <Banner meaning="bad" title={useStatementText(item.item)}>
      {translate('learning.evaluation.alert', {
        disagree,
        n: item.n,
        share: format.percent(disagree / item.n),
        limit: format.percent(defaultEvaluationRule.alertAbove),
      })}
    </Banner>
  );
}

const useStatementText = (id: string): string => {
  const language = useLanguage();
  return (
    questionnaires.evaluation.items.find((questionnaireItem) => questionnaireItem.id === id)?.text[
      language
    ] ?? id
  );
};

function StatementTable({ items }: { readonly items: readonly StatementResult[] }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const figure = (
    statementResult: StatementResult,
    of: (statementFigures: StatementFigures) => string,
  ): string => (statementResult.withheld ? '–' : of(statementResult));
  return (
    <SortableTable
      label={translate('learning.evaluation.title')}
      rows={items}
      rowId={({ item }) => item}
      columns={[
        {
          id: 'statement',
          title: translate('learning.evaluation.statement'),
          cell: ({ item }) => <Statement id={item} />,
        },
        {
          id: 'distribution',
          title: translate('learning.evaluation.distribution'),
          cell: (statementResult) =>
            statementResult.withheld ? (
              translate('learning.evaluation.withheld')
            ) : (
              <LikertBar figures={statementResult} />
            ),
        },
        {
          id: 'n',
          title: translate('learning.evaluation.n'),
          align: 'end',
          cell: (statementResult) => figure(statementResult, ({ n }) => String(n)),
        },
        {
          id: 'mean',
          title: translate('learning.evaluation.mean'),
          align: 'end',
          cell: (statementResult) => figure(statementResult, ({ mean }) => format.number(mean, 2)),
        },
        {
          id: 'median',
          title: translate('learning.evaluation.median'),
          align: 'end',
          cell: (statementResult) => figure(statementResult, ({ median }) => format.number(median, 1)),
        },
        {
          id: 'agree',
          title: translate('learning.evaluation.agree'),
          align: 'end',
          cell: (statementResult) => figure(statementResult, ({ agree }) => format.percent(agree)),
        },
      ]}
    />
  );
}

const Statement = ({ id }: { readonly id: string }): ReactElement => (
  <span className="fb-own-direction" dir="auto">
    {id} {useStatementText(id)}
  </span>
);

/** Distribution of the answers 1 to 5, with their numbers. */
function LikertBar({ figures }: { readonly figures: StatementFigures }): ReactElement {
  const translate = useTranslate();
  const { counts, n } = figures;
  return (
    <div
      className="learning-likert"
      role="img"
      aria-label={scale.map((answer, at) => `${translate(agreementKeys[answer])}: ${counts[at]}`).join(', ')}
    >
      {scale.map((answer, at) => {
        const count = counts[at] ?? 0;
        if (count === 0) return null;
        return (
          <span key={answer} data-answer={answer} style={{ inlineSize: `${(count / n) * 100}%` }}>
            {count}
          </span>
        );
      })}
    </div>
  );
}
