import type { ReactElement, ReactNode } from 'react';
import { minimumCellSize } from '#domain/privacy/cell-suppression.ts';
import { type AnswerCounts, shownAnswersTo } from '#domain/workshop/learning/evaluation-results.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import type { FollowUpTime } from '#domain/workshop/learning/workshop-answers.ts';
import { useFormat, useLanguage, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Banner, Button, PageSection, SortableTable } from '#renderer/ui';

interface FollowUpViewProps {
  /** Null while the workshop has no last day. */
  readonly time: FollowUpTime | null;
  readonly endedOn: string | null;
  /** People who agreed to be asked. */
  readonly invited: number;
  readonly counts: AnswerCounts;
  /** End the survey; absent where nothing may be written. */
  readonly onEnd?: (() => void) | undefined;
  /** Ways to answer. */
  readonly children: ReactNode;
}

/** Follow-up survey: when it is due, the ways to answer, and the answers of five or more people. */
export function FollowUpView(props: FollowUpViewProps): ReactElement {
  const { invited, counts, children } = props;
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('learning.followUp.title')}
      description={translate('learning.followUp.counts', { answers: counts.sheets, invited })}
    >
      <FollowUpTimeBanner {...props} />
      {children}
      {counts.sheets >= minimumCellSize && <FollowUpAnswers counts={counts} />}
    </PageSection>
  );
}

function FollowUpTimeBanner({ time, endedOn, onEnd }: FollowUpViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const date = (day: string): string => format.date(localNoonMs(day));
  if (endedOn !== null)
    return <Banner meaning="good">{translate('learning.followUp.ended', { day: date(endedOn) })}</Banner>;
  if (time === null) return <Banner meaning="info">{translate('learning.followUp.noEnd')}</Banner>;
  const to = date(time.to);
  if (time.state === 'early')
    return (
      <Banner meaning="info">{translate('learning.followUp.early', { from: date(time.from), to })}</Banner>
    );
  return (
    <Banner
      meaning="wait"
      actions={
        onEnd && (
          <Button kind="quiet" onPress={onEnd}>
            {translate('learning.followUp.end')}
          </Button>
        )
      }
    >
      {translate(time.state === 'due' ? 'learning.followUp.due' : 'learning.followUp.late', { to })}
    </Banner>
  );
}

function FollowUpAnswers({ counts }: { readonly counts: AnswerCounts }): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <SortableTable
      label={translate('learning.followUp.title')}
      rows={questionnaires['follow-up'].items}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'question',
          title: translate('learning.followUp.question'),
          cell: ({ text }) => text[language],
        },
        {
          id: 'answers',
          title: translate('learning.followUp.answers'),
          cell: (questionnaireItem) => {
            const shown = shownAnswersTo(questionnaireItem, counts);
            return (
              <ul className="learning-options">
                {questionnaireItem.options.map((option, at) => (
                  <li key={option.id}>
                    {option.text[language]}:{' '}
                    <bdi>{shown[at] ?? translate('learning.breakdown.withheld')}</bdi>
                  </li>
                ))}
              </ul>
            );
          },
        },
      ]}
    />
  );
}
