import { type ReactElement, useMemo, useState } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import { readAssessmentReview, sentCommentsOf } from '#domain/assessment/review/review.ts';
import { readReviewDates } from '#domain/assessment/review/review-dates.ts';
import { readStateComments, unansweredStateComments } from '#domain/assessment/review/state-comments.ts';
import { type Document, emptyDocument, plainTextAt, valueAt } from '#domain/document/document.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import { mayDecideRatings, mayReplyToReview, writeModeOf } from '#domain/kinds/permit.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import {
  type FollowUpOption,
  useFollowedAssessment,
  useFollowUpOptions,
} from '#renderer/field/app/documents/followed-assessment.ts';
import { ReportTexts } from '#renderer/field/app/documents/report-texts.tsx';
import {
  type OpenDocument,
  useDeviceNames,
  useWriteRegisters,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useListCursor } from '#renderer/field/app/keyboard/use-list-cursor.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type AssessmentTab, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Button, ScreenPage, type SelectOption } from '#renderer/ui';
import { AssessmentActions } from '../assessment-actions.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { DoNotRecordLine } from '../assessment-frame-view.tsx';
import type { OpenEnds, OpenWorkKind } from '../open-work.ts';
import { SubmitChecklistView } from '../open-work-view.tsx';
import { ReviewCommentTasksView } from './review-comment-tasks-view.tsx';
import { ReviewCommentCard } from './review-comments.tsx';
import {
  AssessmentDetailsView,
  AssessmentStepsView,
  focusReferenceDate,
  nextStepMessage,
  ReviewPeriodsView,
} from './review-status-view.tsx';
import { StateComments } from './state-comments.tsx';
import '../answering/assessment.css';
import { CopyPlus, RotateCcw } from 'lucide-react';
import { v7 } from 'uuid';
import {
  type AssessmentSuccessor,
  decideCreateSuccessor,
  type SuccessorRefusal,
} from '#domain/assessment/create-assessment.ts';
import { defaultInstrument, maturityModelOf } from '#domain/scoring/needs-assessment.ts';
import { type FormSectionReading, formLineName } from '#forms/engine/form-lines.ts';
import { indicatorOptionsOf } from '#renderer/field/app/documents/use-instrument.ts';
import { readFormAnswers, readPlainQuestions } from '#renderer/form/read-form-answers.ts';
import { SuccessorDialogView } from './successor-dialog-view.tsx';

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

const formLineOptions = (sectionReadings: readonly FormSectionReading[]): readonly SelectOption<string>[] =>
  sectionReadings.flatMap(({ lines }) =>
    lines.map((line) => ({ id: line.subject, label: formLineName(line) })),
  );

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
  const { document, queryResult, choose } = open;
  const questions = useQuestionOptions(instrument, document);
  const writeMode = writeModeOf(queryResult.roles, queryResult.document);
  const facts = assessmentFactsOf(document, queryResult, writeMode, true);
  const names = useDeviceNames(queryResult.people);
  const assessmentReview = useMemo(() => readAssessmentReview(document), [document]);
  const reviewComments = sentCommentsOf(assessmentReview).filter(
    ({ round }) => round === assessmentReview.round,
  );
  const listCursor = useListCursor(reviewComments.map(({ id }) => id));
  const stateComments = readStateComments(document);
  const mayReply = mayReplyToReview(queryResult.roles, queryResult.document);
  const isLast = facts.status === 'final' || facts.status === 'superseded';
  // The right to begin an assessment in this mission is the right to follow one up.
  const unbegun = emptyDocument(document.doc, document.kind);
  const mayBegin = isLast && writeMode !== 'removed' && writeModeOf(queryResult.roles, unbegun) === 'open';
  const follows = useFollowedAssessment(log, document);
  const finals = useFollowUpOptions(log).filter(({ id }) => id !== document.doc);
  const whoOf = (deviceId: DeviceId | undefined): string =>
    (deviceId && names[deviceId]) ?? translate('assessment.unknownPerson');
  const nameOf = (about: string): string | null => questions.find(({ id }) => id === about)?.label ?? null;
  const returned = assessmentReview.returns.at(-1);
  const isBeforeSubmission = openEnds !== null && submittedFrom.has(facts.status);
  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      tab="review"
      actions={<AssessmentActions facts={facts} open={open} openEnds={openEnds ?? undefined} />}
    >
      <ScreenPage width="reading">
        <AssessmentStepsView
          status={facts.status}
          next={nextStepMessage(
            facts.status,
            assessmentReview,
            stateComments.length,
            unansweredStateComments(stateComments).length,
          )}
        />
        {isBeforeSubmission && (
          <SubmitChecklistView
            openEnds={openEnds}
            onReferenceDate={focusReferenceDate}
            hrefOf={(kind) => openWorkAddressOf(log, document, openEnds, kind)}
          />
        )}
        <DoNotRecordLine />
        {mayBegin && (
          <CreateSuccessor
            log={log}
            before={queryResult.document}
            mayMakeVersion={mayDecideRatings(queryResult.roles, unbegun)}
          />
        )}
        {returned && (
          <ReviewCommentTasksView
            returned={returned}
            who={whoOf(returned.written?.device)}
            points={reviewComments}
            card={(reviewComment) => (
              <ReviewCommentCard
                key={reviewComment.id}
                log={log}
                open={open}
                point={reviewComment}
                name={nameOf(reviewComment.about)}
                who={whoOf(reviewComment.written?.device)}
                mayReply={mayReply}
                isCurrent={listCursor.currentId === reviewComment.id}
                takesFocus={listCursor.takesFocus}
                onCurrent={() => listCursor.onCurrent(reviewComment.id)}
              />
            )}
          />
        )}
        {(facts.status === 'shared' || stateComments.length > 0) && (
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
          onType={writeMode === 'open' ? (value) => void choose([{ path: 'type', value }]) : undefined}
          onFollows={
            writeMode === 'open'
              ? (documentId) => void choose(followedValues(finals, log, documentId))
              : undefined
          }
          onReferenceDate={
            writeMode === 'open' ? (value) => void choose([{ path: 'reference-date', value }]) : undefined
          }
        />
        <ReportTexts
          log={log}
          document={queryResult.document}
          model={instrument === null ? defaultMaturityModel : maturityModelOf(instrument)}
          isReadOnly={writeMode !== 'open'}
        />
      </ScreenPage>
    </AssessmentFrame>
  );
}

/** Values of a chosen assessment to follow; its mission is named where it is another one. */
const followedValues = (followUpOptions: readonly FollowUpOption[], logId: LogId, documentId: DocumentId) => {
  const from = followUpOptions.find(({ id }) => id === documentId)?.log ?? logId;
  return [
    { path: 'follows', value: documentId },
    { path: 'follows-mission', value: from === logId ? null : from },
  ];
};

/** Address of the first open place of one kind. */
function openWorkAddressOf(
  log: LogId,
  document: Document,
  { first = {}, unexplained, toCheck }: OpenEnds,
  kind: Exclude<OpenWorkKind, 'referenceDate'>,
): string {
  const to = (where: { readonly tab?: AssessmentTab; readonly question?: string }): string =>
    fieldAddressOf({ screen: 'assessment', log, doc: document.doc, ...where });
  const toQuestion = (question: string | undefined): string => to(question === undefined ? {} : { question });
  switch (kind) {
    case 'unanswered':
    case 'flagged':
      return toQuestion(first[kind]);
    case 'unexplained':
      return toQuestion(unexplained[0]);
    case 'findings':
      return to({ tab: 'findings' });
    case 'conflicts':
      // Not each conflict is about a question.
      return first.conflicts === undefined
        ? fieldAddressOf({ screen: 'conflicts' })
        : toQuestion(first.conflicts);
    case 'toCheck':
      return to(tabOfText(document, toCheck[0]?.path ?? ''));
  }
}

/** Tab of a text in its assessment: beside its question, or on another page. */
function tabOfText(
  document: Document,
  path: string,
): { readonly tab?: AssessmentTab; readonly question?: string } {
  const [area = '', id = ''] = path.split('/');
  const assessmentTab = tabsOfTexts[area];
  if (assessmentTab !== undefined) return { tab: assessmentTab };
  return { question: area === 'comments' ? plainTextAt(document, `comments/${id}/about`) : id };
}

const tabsOfTexts: Readonly<Record<string, AssessmentTab>> = {
  review: 'review',
  'state-comments': 'review',
  'version-reason': 'review',
  report: 'review',
  'key-messages': 'review',
  findings: 'findings',
  recommendations: 'findings',
  targets: 'findings',
  priorities: 'findings',
  'second-ratings': 'ratings',
  consolidations: 'ratings',
};

const submittedFrom: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

interface CreateSuccessorProps {
  readonly log: LogId;
  readonly before: Document;
  /** A version takes over decisions, so only those who may decide make one. */
  readonly mayMakeVersion: boolean;
}

/** Create a new version of a final assessment, or a follow-up, and open it. */
function CreateSuccessor({ log, before, mayMakeVersion }: CreateSuccessorProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const writeRegisters = useWriteRegisters(log);
  const [assessmentSuccessor, setSuccessor] = useState<AssessmentSuccessor | null>(null);
  const [successorRefusal, setRefusal] = useState<SuccessorRefusal | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const ask = (nextAssessmentSuccessor: AssessmentSuccessor | null): void => {
    setSuccessor(nextAssessmentSuccessor);
    setRefusal(null);
    setProblem(null);
  };
  const make = async (): Promise<boolean> => {
    if (assessmentSuccessor === null) return false;
    const documentId = DocumentId.parse(v7());
    const values = decideCreateSuccessor(before, documentId, assessmentSuccessor);
    setRefusal(values.ok ? null : values.refusal);
    if (!values.ok) return false;
    const outcome = await writeRegisters(values.value.map((value) => ({ ...value, over: [] })));
    if (outcome.kind === 'saved') navigate({ screen: 'assessment', log, doc: documentId });
    else setProblem(writeRefusalMessage(outcome));
    return outcome.kind === 'saved';
  };
  return (
    <div className="life-acts">
      {mayMakeVersion && (
        <Button icon={CopyPlus} onPress={() => ask({ kind: 'version', reason: '' })}>
          {translate('life.version.act')}
        </Button>
      )}
      <Button
        icon={RotateCcw}
        onPress={() =>
          ask({ kind: 'follow-up', title: translate('life.followUp.title'), referenceDate: null })
        }
      >
        {translate('life.followUp.act')}
      </Button>
      {assessmentSuccessor && (
        <SuccessorDialogView
          successor={assessmentSuccessor}
          refusal={successorRefusal}
          problem={problem}
          onChange={(nextAssessmentSuccessor) => {
            setSuccessor(nextAssessmentSuccessor);
            setRefusal(null);
          }}
          onMake={make}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}
