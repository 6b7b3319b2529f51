import { memo, type ReactElement } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { TabLinks } from '#renderer/ui';

type AssessmentTab = 'questions' | 'evidence' | 'findings' | 'ratings' | 'review';

interface AssessmentTabsViewProps {
  readonly current: AssessmentTab;
  readonly hrefOf: (tab: AssessmentTab) => string;
  /** Questions that wait for the lead's decision. */
  readonly toConsolidate: number;
  /** Comments of headquarters that are not done. */
  readonly openReviewComments: number;
}

const assessmentTabKeys: Readonly<Record<AssessmentTab, MessageKey>> = {
  questions: 'assessment.questions',
  evidence: 'evidence.place',
  findings: 'finding.place',
  ratings: 'several.place',
  review: 'life.place',
};

const assessmentTabs: readonly AssessmentTab[] = ['questions', 'evidence', 'ratings', 'findings', 'review'];

/** Tabs of one assessment: its questions, its evidence, its ratings side by side, its findings, its review. */
export const AssessmentTabsView = memo(function AssessmentTabsView({
  current,
  hrefOf,
  toConsolidate,
  openReviewComments: toMend,
}: AssessmentTabsViewProps): ReactElement {
  const translate = useTranslate();
  const counts: Partial<Record<AssessmentTab, number>> = { ratings: toConsolidate, review: toMend };
  return (
    <TabLinks
      label={translate('life.places')}
      current={current}
      links={assessmentTabs.map((id) => ({
        id,
        label: translate(assessmentTabKeys[id]),
        href: hrefOf(id),
        count: counts[id],
      }))}
    />
  );
});
