import { strToU8, zipSync } from 'fflate';
import { type ReactElement, useCallback, useSyncExternalStore } from 'react';
import { buildExportedForm } from '#domain/assessment/exported-assessment.ts';
import { findParkedAnswers } from '#domain/assessment/parked-answers.ts';
import { questionAssigneeOf } from '#domain/assessment/question-assignee.ts';
import { StoredAnswer } from '#domain/assessment/schema/stored-answer.ts';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import type { FormQuestion } from '#forms/engine/form.ts';
import { buildDataFiles } from '#forms/export/data-files.ts';
import type { QuestionId } from '#forms/model/instrument.ts';
import type { PlacedNode } from '#forms/model/placed-nodes.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import type { OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useNoteExport, useSaveFile } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { formatAnswerText, questionLabelOf } from '#renderer/form/answer-text.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { useTranslate } from '#renderer/i18n';
import type { HistoryEntry } from '#renderer/store/api/store-api.ts';
import type { HistoryLine, PreviousValue } from '../answering/history-lines.ts';
import { QuestionHistoryListView } from '../answering/question-history-list-view.tsx';
import type { AssessmentTeam } from '../assignment/assessment-team.ts';
import { QuestionTeam } from '../independent-ratings/question-team.tsx';
import { commentsWithWriters } from '../question-context/evidence-with-writers.ts';
import { QuestionComments, type UnsentComments } from '../question-context/question-comments.tsx';
import { QuestionReviewComments } from '../review/review-comments.tsx';
import { parkedAnswersText } from '../upgrade/version-upgrade-view.tsx';
import type { AnswerWriter } from './answer-writer.ts';
import { type AnswerLine, FormAnswersOverviewView } from './form-answers-view.tsx';
import { FormIndicatorContextColumn, type FormIndicators } from './form-indicators.tsx';
import type { FormOverview } from './use-form-overview.ts';

/**
 * Archive of text files: the answers of one assessment as tables, a codebook, and answers without a question.
 */
function createAnswersArchive(
  document: Document,
  { form, instrument }: FormSession,
): Uint8Array<ArrayBuffer> {
  const { texts } = buildDataFiles(instrument, [buildExportedForm(document, instrument, null, form)], {
    labels: true,
  });
  const parkedAnswers = findParkedAnswers(document, instrument, null);
  const files = {
    ...texts,
    ...(parkedAnswers.length > 0 && {
      'parked-answers.json': parkedAnswersText(parkedAnswers, form.language()),
    }),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** Saves of one text by one person within this time are one act: nobody reads a list of keystrokes. */
const answerMergeWindowMs = 10 * 60_000;

/**
 * History of one answer, newest first.
 * @param historyEntries As the store gives them.
 */
function answerHistoryLinesOf(
  historyEntries: readonly HistoryEntry[],
  formSession: FormSession,
  formQuestion: FormQuestion,
): readonly HistoryLine[] {
  const historyLines: Omit<HistoryLine, 'before'>[] = [];
  for (const { dot, device, stamp, where, held, value, erased } of historyEntries) {
    const answerValue = StoredAnswer.catch(null).parse(value ?? null);
    const historyLine: Omit<HistoryLine, 'before'> = {
      key: dot,
      device,
      atMs: stamp[0],
      where,
      isHeld: held,
      what: erased
        ? { kind: 'erased' }
        : { kind: 'value', text: formatAnswerText(formSession, formQuestion, answerValue) },
    };
    const newer = historyLines.at(-1);
    const isSameAct =
      newer !== undefined &&
      newer.device === historyLine.device &&
      newer.where === where &&
      newer.isHeld === held &&
      newer.atMs - historyLine.atMs < answerMergeWindowMs &&
      typeof answerValue === 'string';
    if (!isSameAct) historyLines.push(historyLine);
  }
  return historyLines.map((line, at) => ({ ...line, before: previousAnswerOf(historyLines[at + 1]) }));
}

const previousAnswerOf = (
  formerHistoryLine: Omit<HistoryLine, 'before'> | undefined,
): PreviousValue | null =>
  formerHistoryLine?.what.kind === 'value' && formerHistoryLine.what.text !== ''
    ? { kind: 'text', text: formerHistoryLine.what.text }
    : null;

interface FormContextColumnProps {
  readonly log: LogId;
  readonly document: Document;
  readonly session: FormSession;
  readonly writer: AnswerWriter;
  readonly overview: FormOverview;
  readonly parked: readonly AnswerLine[];
  readonly names: Readonly<Record<DeviceId, string>>;
  readonly unsent: UnsentComments | undefined;
  readonly onGo: (key: string) => void;
  /** Null where nothing is rated. */
  readonly ratings: FormIndicators | null;
  readonly isReadOnly: boolean;
  readonly open: OpenDocument;
  readonly team: AssessmentTeam;
  /** Place of each question in the form. */
  readonly placed: ReadonlyMap<QuestionId, PlacedNode>;
}

/** Context of the question in focus; below it, the overview of the whole form. */
export function FormContextColumn(props: FormContextColumnProps): ReactElement {
  const { log, document, session, writer, overview, parked, names, unsent, onGo } = props;
  const translate = useTranslate();
  const saveFile = useSaveFile();
  const noteExport = useNoteExport(log);
  const { withPresentName } = useInstitutionNames();
  const save = async (): Promise<void> => {
    // Recorded where it can be: a person's own answers come out also of a disk that takes no more.
    await noteExport(answersExportNote(document.doc, session.form.language()));
    await saveFile('fieldbook-answers.zip', createAnswersArchive(withPresentName(log, document), session));
  };
  const subscribe = useCallback((listener: () => void) => session.onAnyChange(listener), [session]);
  const formQuestion = useSyncExternalStore(subscribe, () => session.current);
  const nameOf = (deviceId: DeviceId): string => names[deviceId] ?? translate('assessment.unknownPerson');
  if (formQuestion?.definition.type === 'indicator' && props.ratings)
    return (
      <FormIndicatorContextColumn
        ratings={props.ratings}
        qid={formQuestion.definition.qid}
        isReadOnly={props.isReadOnly}
        unsent={unsent}
        open={props.open}
      />
    );
  return (
    <div className="assess-context">
      {formQuestion && (
        <>
          <p className="assess-about" dir="auto">
            {questionLabelOf(formQuestion)}
          </p>
          <QuestionReviewComments
            log={log}
            open={props.open}
            question={commentSubjectOf(writer, formQuestion)}
            name={questionLabelOf(formQuestion)}
            whoOf={nameOf}
          />
          <QuestionComments
            question={commentSubjectOf(writer, formQuestion)}
            name={questionLabelOf(formQuestion)}
            comments={commentsWithWriters(document, commentSubjectOf(writer, formQuestion), nameOf)}
            unsent={unsent}
          />
          <QuestionTeam
            log={log}
            open={props.open}
            question={formQuestion.definition.qid}
            team={props.team}
            isReadOnly={props.isReadOnly}
            around={sectionAssigneeOf(document, props.placed, formQuestion.definition.qid)}
            isRated={false}
          />
          <FormAnswerHistory
            session={session}
            log={log}
            doc={document.doc}
            path={writer.pathOf(formQuestion.address)}
            question={formQuestion}
            names={names}
          />
        </>
      )}
      <FormAnswersOverviewView
        toCheck={overview.toCheck}
        missing={overview.missing}
        hidden={overview.hidden}
        parked={parked}
        onGo={onGo}
        onSave={() => void save()}
      />
    </div>
  );
}

/** Record of this export. */
const answersExportNote = (documentId: DocumentId, language: string): ExportNote => ({
  what: 'answers',
  about: documentId,
  audience: 'programme',
  mark: 'C',
  format: 'zip',
  language: language.slice(0, 20),
  purpose: '',
  sharing: null,
});

/** Person who is asked for the section around a question. */
function sectionAssigneeOf(
  document: Document,
  placed: ReadonlyMap<QuestionId, PlacedNode>,
  questionId: QuestionId,
): PersonId | null {
  const parent = placed.get(questionId)?.parent ?? null;
  return parent === null ? null : questionAssigneeOf(document, placed, parent);
}

/** Comments name a question by the path of its answer, so that each row has its own. */
const commentSubjectOf = (answerWriter: AnswerWriter, { address }: FormQuestion): string =>
  answerWriter.pathOf(address).slice('answers/'.length, -'/value'.length);

interface FormAnswerHistoryProps {
  readonly session: FormSession;
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: string;
  readonly question: FormQuestion;
  readonly names: Readonly<Record<DeviceId, string>>;
}

function FormAnswerHistory({
  session,
  log,
  doc,
  path,
  question,
  names,
}: FormAnswerHistoryProps): ReactElement | null {
  const { device, people } = useFieldServices().session;
  const historyResult = useStoreQuery('history', { log, doc, below: path });
  if (historyResult.kind === 'loading') return null;
  return (
    <QuestionHistoryListView
      lines={answerHistoryLinesOf(historyResult.result, session, question)}
      names={names}
      owners={people}
      ownDevice={device}
      hasOlder={historyResult.result.some(({ olderAtHeadquarters }) => olderAtHeadquarters)}
    />
  );
}
