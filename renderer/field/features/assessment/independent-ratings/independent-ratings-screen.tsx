import { Users } from 'lucide-react';
import { type ReactElement, type RefObject, useMemo, useRef, useState } from 'react';
import { interRaterReliabilityIn } from '#domain/assessment/independent-ratings.ts';
import { readIndicatorAnswers, readScreeningAnswers } from '#domain/assessment/read-answer.ts';
import type { LogId } from '#domain/ids.ts';
import { mayDecideRatings, writeModeOf } from '#domain/kinds/permit.ts';
import { resolveApplicability } from '#domain/scoring/applicability.ts';
import { defaultMaturityModel, type Indicator, type MaturityModel } from '#domain/scoring/maturity-model.ts';
import { maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { beginText } from '#renderer/field/parts/begin-text.ts';
import { rememberedQuestion } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { EmptyState, SplitColumns, scrollToTop, useKeyPresses } from '#renderer/ui';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { DoNotRecordLine } from '../assessment-frame-view.tsx';
import { useAssessmentTeam } from '../assignment/use-assessment-team.ts';
import { IndependentRatingCard, RatingComparisonCard, type RatingDrafts } from './rating-cards.tsx';
import { RatingReliabilityView } from './rating-reliability-view.tsx';
import { mayCompareRatings, type RatedQuestion, ratedQuestionsOf } from './ratings-list.ts';
import { RatingsListView } from './ratings-list-view.tsx';
import '../answering/assessment.css';
import './independent-ratings.css';

interface RatingsNavigation {
  readonly current: RatedQuestion | undefined;
  readonly goTo: (question: string) => void;
}

/**
 * Question that is being compared.
 * Enter and Shift+Enter go through the list, W into the text, Escape out of it. The card has the keys of an
 * answer. When a decided question moves in the list, the position stays.
 */
function useRatingsNavigation(
  ratedQuestions: readonly RatedQuestion[],
  asked: string | undefined,
  page: RefObject<HTMLElement | null>,
  onGo: (question: string) => void,
): RatingsNavigation {
  const [at, setAt] = useState(asked ?? null);
  const known = ratedQuestions.findIndex(({ id }) => id === at);
  const index = Math.max(0, known);
  const goTo = (question: string): void => {
    setAt(question);
    onGo(question);
    scrollToTop(page.current);
  };
  useKeyPresses(
    (key) => {
      const by = key === 'Enter' ? 1 : key === 'Shift+Enter' ? -1 : 0;
      if (by !== 0) {
        if (document.activeElement?.closest('button, a')) return false;
        const nextQuestion = ratedQuestions[index + by];
        if (nextQuestion) goTo(nextQuestion.id);
        return nextQuestion !== undefined;
      }
      const field = page.current?.querySelector('textarea');
      if (key === 'Alt+w' && field) field.focus();
      else if (key === 'Escape' && document.activeElement === field) field?.blur();
      else return beginText(key, field);
      return true;
    },
    { whileTyping: ['Escape'] },
  );
  return { current: ratedQuestions[index], goTo };
}

interface IndependentRatingsScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the built-in one. */
  readonly instrument: Instrument | null;
  readonly drafts: RatingDrafts;
}

/** Independent ratings of one assessment: made without seeing others, compared, and decided on by the lead. */
export function IndependentRatingsScreen({
  log,
  open,
  instrument,
  drafts,
}: IndependentRatingsScreenProps): ReactElement {
  const translate = useTranslate();
  const { route, remember, session } = useFieldServices();
  const { document, queryResult } = open;
  const writeMode = writeModeOf(queryResult.roles, queryResult.document);
  const facts = assessmentFactsOf(document, queryResult, writeMode, true);
  const assessmentTeam = useAssessmentTeam(queryResult);
  const personId = session.enrolled?.person ?? null;
  const maturityModel = useMemo(
    () => (instrument ? maturityModelOf(instrument) : defaultMaturityModel),
    [instrument],
  );
  const indicators = useMemo(() => askedIndicatorsOf(maturityModel, open), [maturityModel, open]);
  const isLead = writeMode === 'open' && mayDecideRatings(queryResult.roles, queryResult.document);
  const rater = writeMode === 'open' ? personId : null;
  const ratedQuestions = useMemo(
    () =>
      sortByOpenTask(ratedQuestionsOf({ document, people: queryResult.people }, indicators, rater, isLead)),
    [document, queryResult.people, indicators, rater, isLead],
  );
  const middle = useRef<HTMLDivElement>(null);

  const asked = rememberedQuestion(route, location.hash);
  const { current, goTo } = useRatingsNavigation(ratedQuestions, asked, middle, (question) => {
    if (route.screen === 'assessment') remember({ ...route, question });
  });
  const indicator = indicators.find(({ id }) => id === current?.id);
  const interRaterReliability = interRaterReliabilityIn(
    document,
    indicators.map(({ id }) => id),
  );
  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      tab="ratings"
      actions={<AssessmentActions facts={facts} open={open} />}
    >
      <SplitColumns
        label={translate('several.place')}
        scrollRef={middle}
        start={{
          title: translate('several.list'),
          content: <RatingsListView questions={ratedQuestions} current={current?.id ?? null} onGo={goTo} />,
        }}
        end={{
          title: translate('several.reliability.title'),
          content: (
            <div className="assess-context">
              <RatingReliabilityView reliability={interRaterReliability} rated={ratedQuestions.length} />
            </div>
          ),
        }}
      >
        <div className="several-page">
          <DoNotRecordLine />
          {current && indicator ? (
            mayCompareRatings(current.status) ? (
              <RatingComparisonCard
                key={current.id}
                open={open}
                indicator={indicator}
                status={current.status}
                team={assessmentTeam}
                isLead={isLead}
                drafts={drafts.decisions}
              />
            ) : (
              personId !== null && (
                <IndependentRatingCard
                  key={current.id}
                  open={open}
                  indicator={indicator}
                  person={personId}
                  drafts={drafts.ratings}
                />
              )
            )
          ) : (
            <EmptyState icon={Users} title={translate('several.empty.title')}>
              {translate('several.empty.text')}
            </EmptyState>
          )}
        </div>
      </SplitColumns>
    </AssessmentFrame>
  );
}

/** The indicators that are asked of this institution, in order. */
function askedIndicatorsOf(
  maturityModel: MaturityModel | null,
  { document }: OpenDocument,
): readonly Indicator[] {
  if (maturityModel === null) return [];
  const screeningByQuestion = readScreeningAnswers(document, maturityModel);
  const indicatorAnswers = readIndicatorAnswers(document, maturityModel);
  return maturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter(
      (indicator) => resolveApplicability(indicator, screeningByQuestion, indicatorAnswers).kind === 'asked',
    );
}

/** Order: questions that this person has to decide, then those to rate, then the rest. */
function sortByOpenTask(ratedQuestions: readonly RatedQuestion[]): readonly RatedQuestion[] {
  const of = (test: (ratingsStatus: RatedQuestion['status']) => boolean): readonly RatedQuestion[] =>
    ratedQuestions.filter(({ status }) => test(status));
  return [
    ...of((status) => status === 'toDecide'),
    ...of((status) => status === 'toRate'),
    ...of((status) => status !== 'toDecide' && status !== 'toRate'),
  ];
}
