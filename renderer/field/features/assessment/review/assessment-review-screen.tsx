import { type ReactElement, useMemo } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import {
  readAssessmentReview,
  readReviewDates,
  readStateComments,
  sentCommentsOf,
  unansweredStateComments,
} from '#domain/assessment/review.ts';
import { type Document, emptyDocument, plainTextAt, valueAt } from '#domain/document/document.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { mayDecideRatings, mayReplyToReview } from '#domain/people/permit.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useListCursor } from '#renderer/field/app/keyboard/use-list-cursor.ts';
import {
  type OpenDocument,
  useDeviceNames,
  useFollowUpOptions,
} from '#renderer/field/app/documents/use-document.ts';
import { useWriteMode } from '#renderer/field/app/documents/use-write-registers.ts';
import { useStoreQuery } from '#renderer/field/app/session/use-store-query.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, ScreenPage, type SelectOption } from '#renderer/ui';
import { AssessmentActions } from '../assessment-actions.tsx';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import type { OpenEnds } from '../step-dialog-view.tsx';
import {
  AssessmentDetailsView,
  AssessmentStepsView,
  nextStepMessage,
  ReviewPeriodsView,
} from './review-status-view.tsx';
import { CreateSuccessor } from './create-successor.tsx';
import { ReviewCommentTasksView } from './review-comment-tasks-view.tsx';
import { ReviewCommentCard } from './review-comments.tsx';
import { StateComments } from './state-comments.tsx';
import '../answering/assessment.css';
import { indicatorOptionsOf } from '#renderer/field/app/documents/use-indicator-options.ts';
import { defaultInstrument, maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { readFormAnswers, readPlainQuestions } from '#renderer/form/read-form-answers.ts';
import { formLineName, type FormSectionReading } from '#forms/engine/form-lines.ts';

/**
 * Options for the question that a comment is about, by the id in the comment.
 * Indicators by code and title; questions of a form by their label, with their row.
 * @param instrument Null is the built-in one.
 */
function useQuestionOptions(
  instrument: Instrument | null,
  document: Document,
): readonly SelectOption<string>[] {
  const language = useLanguage();
  const translate = useTranslate();
  return useMemo(() => {
    if (instrument === null) return indicatorOptionsOf(defaultInstrument);
    const words = { language, loose: translate('form.section.loose') };
    if (maturityModelOf(instrument) === null)
      return formLineOptions(readFormAnswers(document, instrument, words) ?? []);
    return [
      ...indicatorOptionsOf(instrument),
      ...formLineOptions(readPlainQuestions(document, instrument, words)),
    ];
  }, [instrument, document, language, translate]);
}

const formLineOptions = (sections: readonly FormSectionReading[]): readonly SelectOption<string>[] =>
  sections.flatMap(({ lines }) => lines.map((line) => ({ id: line.place, label: formLineName(line) })));

interface AssessmentReviewScreenProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the built-in one. */
  readonly instrument: Instrument | null;
  /** Open work; null where it is not counted. */
  readonly openEnds: OpenEnds | null;
}

/** Review of an assessment: its status, comments of headquarters, comments of the State. */
export function AssessmentReviewScreen({
  log,
  open,
  instrument,
  openEnds,
}: AssessmentReviewScreenProps): ReactElement {
  const translate = useTranslate();
  const { document, answer, choose } = open;
  const questions = useQuestionOptions(instrument, document);
  const writeModeOf = useWriteMode();
  const mode = writeModeOf(answer.roles, answer.document);
  const facts = assessmentFactsOf(document, answer, mode, true);
  const names = useDeviceNames(answer.people);
  const review = useMemo(() => readAssessmentReview(document), [document]);
  const points = sentCommentsOf(review).filter(({ round }) => round === review.round);
  const cursor = useListCursor(points.map(({ id }) => id));
  const comments = readStateComments(document);
  const mayReply = mode !== 'leaseOver' && mayReplyToReview(answer.roles, answer.document);
  const isLast = facts.status === 'final' || facts.status === 'superseded';
  // The right to begin an assessment in this mission is the right to follow one up.
  const unbegun = emptyDocument(document.doc, document.kind);
  const mayBegin = isLast && writeModeOf(answer.roles, unbegun) === 'open';
  const follows = useFollowedAssessment(log, plainTextAt(document, 'follows'));
  const finals = useFollowUpOptions(log).filter(({ id }) => id !== document.doc);
  const whoOf = (device: DeviceId | undefined): string =>
    (device && names[device]) ?? translate('assessment.unknownPerson');
  const nameOf = (about: string): string | null => questions.find(({ id }) => id === about)?.label ?? null;
  const returned = review.returns.at(-1);

  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      place="review"
      actions={<AssessmentActions facts={facts} open={open} openEnds={openEnds ?? undefined} />}
    >
      <ScreenPage width="reading">
        <AssessmentStepsView
          status={facts.status}
          next={nextStepMessage(
            facts.status,
            review,
            comments.length,
            unansweredStateComments(comments).length,
          )}
        />
        <Banner meaning="info" isQuiet>
          {translate('assessment.doNotRecord')}
        </Banner>
        {mayBegin && (
          <CreateSuccessor
            log={log}
            before={answer.document}
            mayMakeVersion={mayDecideRatings(answer.roles, unbegun)}
          />
        )}
        {returned && (
          <ReviewCommentTasksView
            returned={returned}
            who={whoOf(returned.written?.device)}
            points={points}
            card={(point) => (
              <ReviewCommentCard
                key={point.id}
                log={log}
                open={open}
                point={point}
                name={nameOf(point.about)}
                who={whoOf(point.written?.device)}
                mayReply={mayReply}
                isCurrent={cursor.currentId === point.id}
                takesFocus={cursor.isLed}
                onCurrent={() => cursor.onCurrent(point.id)}
              />
            )}
          />
        )}
        {(facts.status === 'shared' || comments.length > 0) && (
          <StateComments log={log} open={open} questions={questions} mayReply={mayReply} />
        )}
        <ReviewPeriodsView days={readReviewDates(document)} />
        <AssessmentDetailsView
          type={AssessmentType.nullable()
            .catch(null)
            .parse(valueAt(document, 'type') ?? null)}
          referenceDate={plainTextAt(document, 'reference-date') || null}
          follows={follows}
          finals={finals}
          versionReason={plainTextAt(document, 'version-reason')}
          onType={mode === 'open' ? (value) => void choose([{ path: 'type', value }]) : undefined}
          onFollows={mode === 'open' ? (doc) => void choose([{ path: 'follows', value: doc }]) : undefined}
          onReferenceDate={
            mode === 'open' ? (value) => void choose([{ path: 'reference-date', value }]) : undefined
          }
        />
      </ScreenPage>
    </AssessmentFrame>
  );
}

/** Assessment that this one follows, by its title and address; null while there is none here. */
function useFollowedAssessment(
  log: LogId,
  follows: string,
): { readonly title: string; readonly href: string } | null {
  const documents = useStoreQuery('documents', { log });
  const doc = DocumentId.safeParse(follows);
  if (!doc.success || documents.kind === 'loading') return null;
  const found = documents.answer.find((one) => one.doc === doc.data);
  return found
    ? { title: found.title, href: fieldAddressOf({ screen: 'assessment', log, doc: doc.data }) }
    : null;
}
