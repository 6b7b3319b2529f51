import { memo, type ReactElement, useCallback, useMemo } from 'react';
import { readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { directAssigneeOf } from '#domain/assessment/question-assignee.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { totalProgressOf } from '#domain/scoring/applicability.ts';
import { defaultMaturityModel, type Indicator } from '#domain/scoring/maturity-model.ts';
import { createNoteId } from '#renderer/field/app/documents/create-note-id.ts';
import { type OpenDocument, useWithoutAnswers } from '#renderer/field/app/documents/use-document.ts';
import {
  useDocumentPart,
  useEqualParts,
  useStableCallback,
} from '#renderer/field/app/documents/use-stable-values.ts';
import { useFieldServices, useStoreQueryAtPause } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { AssessmentModel, DimensionModel } from '../answering/assessment-model.ts';
import { historyLinesOf } from '../answering/history-lines.ts';
import { QuestionHistoryListView } from '../answering/question-history-list-view.tsx';
import type { AssessmentTeam } from '../assignment/assessment-team.ts';
import { QuestionEvidenceView } from '../evidence/question-evidence-view.tsx';
import { type EvidenceHandlers, usableEvidence } from '../evidence/use-evidence-dialogs.tsx';
import { QuestionTeam } from '../independent-ratings/question-team.tsx';
import { QuestionReviewComments } from '../review/review-comments.tsx';
import { DimensionScoreView } from './dimension-score-view.tsx';
import { commentsWithWriters, isEvidencePath, questionEvidence } from './evidence-with-writers.ts';
import { QuestionComments, type UnsentComments } from './question-comments.tsx';

interface QuestionContextColumnProps {
  readonly log: LogId;
  readonly model: AssessmentModel;
  /** Absent on the screening page. */
  readonly dimension: DimensionModel | undefined;
  /** Absent while no question is in focus. */
  readonly indicator: Indicator | undefined;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Absent where evidence may not be changed. */
  readonly evidence?: EvidenceHandlers | undefined;
  readonly open: OpenDocument;
  readonly team: AssessmentTeam;
  /** Absent where nothing may be written. */
  readonly unsent?: UnsentComments | undefined;
}

/** Context of the question in focus, beside the answer. */
export function QuestionContextColumn(props: QuestionContextColumnProps): ReactElement {
  const { model, dimension, indicator } = props;
  const translate = useTranslate();
  const { asked, skipped } = totalProgressOf(defaultMaturityModel, model.screening, model.answers);
  return (
    <div className="assess-context">
      {dimension && <DimensionScoreView code={dimension.dimension.code} score={dimension.score} />}
      {indicator ? (
        <QuestionContext {...props} indicator={indicator} />
      ) : (
        <p className="assess-prompt">
          {dimension
            ? translate('assessment.noFocus')
            : translate('assessment.screening.effect', { asked, skipped })}
        </p>
      )}
    </div>
  );
}

function QuestionContext(
  props: QuestionContextColumnProps & { readonly indicator: Indicator },
): ReactElement {
  const { log, model, dimension, indicator, names, open, team, evidence, unsent } = props;
  const translate = useTranslate();
  const { document, answers } = model;
  const withoutAnswers = useWithoutAnswers(open);
  const nameOf = useCallback(
    (deviceId: DeviceId): string => names[deviceId] ?? translate('assessment.unknownPerson'),
    [names, translate],
  );
  const { id } = indicator;
  const { navigate } = useFieldServices();
  const addNote = useStableCallback(() =>
    navigate({ screen: 'note', log, note: createNoteId(), about: { doc: document.doc, question: id } }),
  );
  const { doc } = document;
  const hrefOf = useCallback(
    (one: string) => fieldAddressOf({ screen: 'assessment', log, doc, question: one }),
    [log, doc],
  );
  // A rating does not read the evidence of all questions again.
  const evidencePart = useDocumentPart(document, isEvidencePath);
  const libraryEvidences = useMemo(() => readEvidenceLibrary(evidencePart), [evidencePart]);
  const items = useMemo(() => questionEvidence(libraryEvidences, id, nameOf), [libraryEvidences, id, nameOf]);
  const usable = useMemo(() => usableEvidence(libraryEvidences, id).length, [libraryEvidences, id]);
  const comments = useEqualParts(
    useMemo(
      () => commentsWithWriters(withoutAnswers.document, id, nameOf),
      [withoutAnswers.document, id, nameOf],
    ),
  );
  return (
    <>
      <QuestionReviewComments log={log} open={withoutAnswers} question={id} name={null} whoOf={nameOf} />
      <QuestionEvidenceView
        question={id}
        prompt={indicator.evidence_prompt}
        items={items}
        strength={answers[id]?.evidence ?? 'E0'}
        hrefOf={hrefOf}
        acts={evidence}
        usable={usable}
        onAddNote={evidence && addNote}
      />
      <QuestionComments question={id} name={id} comments={comments} unsent={unsent} />
      <QuestionTeam
        log={log}
        open={open}
        question={id}
        team={team}
        isReadOnly={evidence === undefined}
        around={dimension ? directAssigneeOf(document, dimension.dimension.code) : null}
        isRated
      />
      <QuestionHistory log={log} doc={document.doc} question={id} names={names} />
    </>
  );
}

interface QuestionHistoryProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly question: string;
  readonly names: Readonly<Record<DeviceId, string>>;
}

const QuestionHistory = memo(function QuestionHistory(props: QuestionHistoryProps): ReactElement | null {
  const { log, doc, question, names } = props;
  const { device, people } = useFieldServices().session;
  const historyResult = useStoreQueryAtPause('history', { log, doc, below: `answers/${question}` });
  const historyLines = useEqualParts(
    historyResult.kind === 'loading' ? [] : historyLinesOf(historyResult.result, question),
  );
  if (historyResult.kind === 'loading') return null;
  return (
    <QuestionHistoryListView
      lines={historyLines}
      names={names}
      owners={people}
      ownDevice={device}
      hasOlder={historyResult.result.some(({ olderAtHeadquarters }) => olderAtHeadquarters)}
    />
  );
});
