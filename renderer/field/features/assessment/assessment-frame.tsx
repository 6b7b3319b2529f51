import { type ReactElement, type ReactNode, useCallback, useMemo } from 'react';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import { findOpenConsolidations } from '#domain/assessment/independent-ratings.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review/review.ts';
import { type Document, itemIdsBelow } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { mayDecideRatings } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { MovedFromLine, RemovedRecordNotice } from '#renderer/field/app/documents/removed-record.tsx';
import { type OpenDocument, useWithoutAnswers } from '#renderer/field/app/documents/use-document.ts';
import { useEqualParts } from '#renderer/field/app/documents/use-stable-values.ts';
import { ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { type AssessmentTab, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { AssessmentFacts } from './assessment-facts.ts';
import { AssessmentTabsView } from './assessment-tabs-view.tsx';

/** Number of questions that wait for a decision of this person: none unless they are the lead. */
function countRatingsToConsolidate(document: Document, roles: readonly Role[]): number {
  const open = findOpenConsolidations(document, itemIdsBelow(document, 'second-ratings')).length;
  return open > 0 && mayDecideRatings(roles, document) ? open : 0;
}

interface AssessmentFrameProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly facts: AssessmentFacts;
  /** Absent at the questions. */
  readonly tab?: AssessmentTab | undefined;
  readonly actions?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** Frame of every tab of one assessment: its institution, the current tab, and open work elsewhere. */
export function AssessmentFrame(props: AssessmentFrameProps): ReactElement {
  const { log, open, facts, tab, actions, children } = props;
  const translate = useTranslate();
  const crumbs = useMissionCrumbs(log, 'assessments');
  const { document, queryResult } = open;
  const withoutAnswers = useWithoutAnswers(open);
  const toMend = useMemo(
    () => commentsToResolve(readAssessmentReview(withoutAnswers.document)).length,
    [withoutAnswers.document],
  );
  const toConsolidate = useMemo(
    () => countRatingsToConsolidate(document, queryResult.roles),
    [document, queryResult.roles],
  );
  const { nameOf } = useInstitutionNames();
  const institution = nameOf(log, institutionFactsOf(document));
  const title = institution || facts.title || translate('assessment.untitled');
  const allCrumbs = useEqualParts([...crumbs, ...(facts.title === title ? [] : [{ label: facts.title }])]);
  const { doc } = document;
  const hrefOf = useCallback(
    (one: AssessmentTab | 'questions') =>
      fieldAddressOf({ screen: 'assessment', log, doc, ...(one !== 'questions' && { tab: one }) }),
    [log, doc],
  );
  const tabs = useMemo(
    () => (
      <>
        <AssessmentTabsView
          current={tab ?? 'questions'}
          hrefOf={hrefOf}
          toConsolidate={toConsolidate}
          openReviewComments={toMend}
        />
        <MovedFromLine queryResult={withoutAnswers.queryResult} />
        <RemovedRecordNotice queryResult={withoutAnswers.queryResult} />
      </>
    ),
    [tab, hrefOf, toConsolidate, toMend, withoutAnswers.queryResult],
  );
  return (
    <ScreenFrame title={title} crumbs={allCrumbs} actions={actions} tabs={tabs}>
      {children}
    </ScreenFrame>
  );
}
