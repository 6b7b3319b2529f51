import { type ReactElement, useEffect, useRef, useState } from 'react';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { type QuestionnaireKind, type QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import { breakDownEvaluation, countsToSend } from '#domain/workshop/learning/evaluation-results.ts';
import { compareKirkpatrick } from '#domain/workshop/learning/kirkpatrick.ts';
import { type OpenAnswer, openAnswersOf, reviewOpenAnswer } from '#domain/workshop/learning/open-answers.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { testResultsOf } from '#domain/workshop/learning/test-sheets.ts';
import {
  answerCountsOf,
  deviceCountsOf,
  evaluationResultsOf,
  followUpTimeOf,
  invitedParticipants,
} from '#domain/workshop/learning/workshop-answers.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import {
  Banner,
  Button,
  Card,
  DraftFormScope,
  FormActs,
  localDayOf,
  PageSection,
  ScreenPage,
  TextArea,
  TextHitList,
  useNowMs,
} from '#renderer/ui';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { FollowUpView } from './follow-up-view.tsx';
import { BreakdownView } from './results/evaluation-breakdown-view.tsx';
import { EvaluationResultsView } from './results/evaluation-results-view.tsx';
import { KirkpatrickView } from './results/kirkpatrick-view.tsx';
import { useAnswerWays } from './use-answer-ways.tsx';
import { useSheets, useWriteCounts } from './use-save-sheets.ts';

/** Evaluation of a workshop, the follow-up survey, and both beside their thresholds. */
export function EvaluationScreen(of: WorkshopSectionProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { queryResult } = of;
  const { log, document, roles } = queryResult;
  const isReadOnly = writeModeOf(roles, document) !== 'open';
  const ways = useAnswerWays(queryResult);
  const { change, problem } = useChangeRecord(log, document);
  const isPaused = isReadOnly || ways.paper !== null;
  const questionnaireSheets = useSheets(log, document, 'evaluation');
  const followUps = useSheets(log, document, 'follow-up');
  const waitingSheets = useQuestionnaireSums(queryResult, 'evaluation', questionnaireSheets, isPaused);
  const followUpWaiting = useQuestionnaireSums(queryResult, 'follow-up', followUps, isPaused);
  const roster = useRoster(of);
  const today = localDayOf(useNowMs());
  if (ways.paper !== null)
    return (
      <WorkshopFrame of={of}>
        <ScreenPage>{ways.paper}</ScreenPage>
      </WorkshopFrame>
    );

  const evaluationResults = evaluationResultsOf(document);
  const followUp = answerCountsOf(document, 'follow-up');
  const invited = invitedParticipants(document);
  const review = (openAnswer: OpenAnswer, approved: string | null): void =>
    void change([
      reviewOpenAnswer('evaluation', openAnswer, approved),
      // The person saw the hits beside the text and approved it with them.
      ...findPersonalData(approved ?? '', roster).map((hit) => ({
        path: pathOf('text-checks', personalDataHitKey(hit)),
        value: true,
      })),
    ]);
  const end = (): void => void change([{ path: pathOf('follow-up-ended-on'), value: today }]);
  const { questions } = questionnaires.evaluation;
  return (
    <WorkshopFrame of={of}>
      <ScreenPage>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {!isReadOnly && (
          <PageSection title={translate('learning.evaluation.answers')}>
            {ways.buttons('evaluation', questionnaireSheets?.length ?? 0)}
          </PageSection>
        )}
        <WaitingSheetsView {...waitingSheets} />
        <EvaluationResultsView results={evaluationResults} />
        <BreakdownView
          sex={breakDownEvaluation(statementIds, questionnaireSheets ?? [], ({ sex }) => sex ?? 'not-stated')}
          institutionType={breakDownEvaluation(
            statementIds,
            questionnaireSheets ?? [],
            ({ institutionType }) => institutionType ?? '',
          )}
        />
        <OpenAnswersView
          answers={openAnswersOf(document, questionnaireSheets ?? [])}
          questionOf={(id) => questions.find((one) => one.id === id)?.text[language] ?? id}
          roster={roster}
          onReview={isReadOnly ? undefined : review}
        />
        <FollowUpView
          time={followUpTimeOf(dayOf(valueAt(document, 'to')), today)}
          endedOn={dayOf(valueAt(document, 'follow-up-ended-on'))}
          invited={invited}
          counts={followUp}
          onEnd={isReadOnly ? undefined : end}
        >
          {!isReadOnly && ways.buttons('follow-up', followUps?.length ?? 0)}
          <WaitingSheetsView {...followUpWaiting} />
        </FollowUpView>
        <KirkpatrickView
          rows={compareKirkpatrick({
            test: testResultsOf(document),
            evaluation: evaluationResults,
            followUp,
            invited,
          })}
        />
        {ways.dialog}
      </ScreenPage>
    </WorkshopFrame>
  );
}

const statementIds = questionnaires.evaluation.items.map(({ id }) => id);

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Names that open answers may hold: people of the programme, and participants whose cards are here. */
function useRoster({ queryResult: documentResult }: WorkshopSectionProps): readonly string[] {
  const { session } = useFieldServices();
  const queryResult = useStoreQuery('deviceRecords', {
    log: documentResult.log,
    doc: documentResult.document.doc,
  });
  const cards = queryResult.kind === 'present' ? queryResult.result : [];
  return [
    ...Object.values(session.people).map(({ name }) => name),
    ...cards.flatMap((card) => (card.kind === 'participant' && card.name !== '' ? [card.name] : [])),
  ];
}

/** Sheets of this laptop that its sums lack. */
interface WaitingSheets {
  readonly count: number;
  /** Add them to the sums now; null below the minimum of all sheets. */
  readonly include: (() => void) | null;
}

/**
 * Keep the sums of this laptop's sheets up to date. At least five further sheets are added at once; fewer wait until
 * the person includes them.
 * @param isPaused nothing is written meanwhile: answers are being entered, or may not be written
 */
function useQuestionnaireSums(
  { log, document }: DocumentQueryResult,
  questionnaireKind: QuestionnaireKind,
  questionnaireSheets: readonly QuestionnaireSheet[] | null,
  isPaused: boolean,
): WaitingSheets {
  const { device } = useFieldServices().session;
  const write = useWriteCounts(log, document, questionnaireKind);
  const lastQuestionnaireCounts = deviceCountsOf(document, questionnaireKind, device);
  const due =
    questionnaireSheets === null || isPaused
      ? null
      : countsToSend(questionnaireSheets, lastQuestionnaireCounts);
  const sent = useRef(0);
  useEffect(() => {
    if (due === null || due.sheets === sent.current) return;
    sent.current = due.sheets;
    // A refusal leaves the sheets waiting, which the screen tells.
    void write(due);
  }, [due, write]);

  const whole = countsToSend(questionnaireSheets ?? [], null);
  const count = Math.max(0, (questionnaireSheets?.length ?? 0) - (lastQuestionnaireCounts?.sheets ?? 0));
  return {
    count,
    include: whole !== null && count > 0 && !isPaused ? () => void write(whole) : null,
  };
}

interface WaitingSheetsViewProps {
  readonly count: number;
  /** Add them now; null below the minimum of all sheets. */
  readonly include: (() => void) | null;
}

/** Sheets that are not in the results yet, because few of them would show who answered what. */
function WaitingSheetsView({ count, include }: WaitingSheetsViewProps): ReactElement | null {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Banner
      meaning="info"
      title={translate('learning.waiting.title', { count })}
      actions={
        include && (
          <Button kind="quiet" onPress={include}>
            {translate('learning.waiting.include')}
          </Button>
        )
      }
    >
      {translate(include === null ? 'learning.waiting.few' : 'learning.waiting.text')}
    </Banner>
  );
}

interface OpenAnswersViewProps {
  readonly answers: readonly OpenAnswer[];
  readonly questionOf: (id: string) => string;
  /** Names that the check of personal data looks for. */
  readonly roster: readonly string[];
  /** Absent where nothing may be written. Null keeps the answer on this laptop. */
  readonly onReview?: ((openAnswer: OpenAnswer, approved: string | null) => void) | undefined;
}

/** Open answers on this laptop: none leaves it before somebody has read it. */
export function OpenAnswersView(props: OpenAnswersViewProps): ReactElement | null {
  const { answers, questionOf, roster, onReview } = props;
  const translate = useTranslate();
  if (answers.length === 0) return null;
  const waitingOpenAnswers = answers.filter(({ review }) => review === 'waiting');
  const count = (review: OpenAnswer['review']): number =>
    answers.filter((answer) => answer.review === review).length;
  return (
    <PageSection
      title={translate('learning.texts.title')}
      description={translate('learning.texts.text', { approved: count('approved'), kept: count('kept') })}
    >
      {waitingOpenAnswers.length === 0 && <Banner meaning="good">{translate('learning.texts.done')}</Banner>}
      {waitingOpenAnswers.map((openAnswer) => (
        <OpenAnswerCard
          key={openAnswer.id}
          answer={openAnswer}
          question={questionOf(openAnswer.question)}
          roster={roster}
          onReview={onReview}
        />
      ))}
    </PageSection>
  );
}

interface OpenAnswerCardProps {
  readonly answer: OpenAnswer;
  readonly question: string;
  readonly roster: readonly string[];
  readonly onReview: OpenAnswersViewProps['onReview'];
}

function OpenAnswerCard({ answer, question, roster, onReview }: OpenAnswerCardProps): ReactElement {
  const translate = useTranslate();
  const [text, setText] = useState(answer.text);
  const hits = findPersonalData(text, roster);
  return (
    <Card path={answer.id}>
      <DraftFormScope name={question}>
        <TextArea
          label={question}
          value={text}
          maxLength={5_000}
          isReadOnly={onReview === undefined}
          onChange={setText}
        />
        <TextHitList
          hits={hits}
          onRemove={
            onReview && (({ at, text: found }) => setText(text.slice(0, at) + text.slice(at + found.length)))
          }
        />
        {onReview && (
          <FormActs className="learning-acts">
            <Button
              isDisabled={text.trim() === '' || text.length > 5_000}
              onPress={() => onReview(answer, text.trim())}
            >
              {translate(hits.length > 0 ? 'learning.texts.approveAnyway' : 'learning.texts.approve')}
            </Button>
            <Button kind="quiet" onPress={() => onReview(answer, null)}>
              {translate('learning.texts.keep')}
            </Button>
          </FormActs>
        )}
      </DraftFormScope>
    </Card>
  );
}
