import { directAssigneeOf } from '#domain/assessment/independent-ratings.ts';
import { type ReactElement, useState } from 'react';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { totalProgressOf } from '#domain/scoring/applicability.ts';
import { defaultMaturityModel, type Indicator } from '#domain/scoring/maturity-model.ts';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useTranslate, type Message } from '#renderer/i18n';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { createNoteId } from '#renderer/field/app/documents/create-note-id.ts';
import type { AssessmentModel, DimensionModel } from '../answering/assessment-model.ts';
import { QuestionComments, type UnsentComments } from './question-comments.tsx';
import { commentsWithWriters, evidenceWithWriters } from './evidence-with-writers.ts';
import { QuestionEvidenceView, AddEvidenceDialogView, type EvidenceDraft } from './evidence-view.tsx';
import { historyLinesOf } from '../answering/history-lines.ts';
import { QuestionHistoryListView } from '../answering/question-history-list-view.tsx';
import { QuestionReviewComments } from '../review/review-comments.tsx';
import { DimensionScoreView } from './dimension-score-view.tsx';
import { QuestionTeam } from '../independent-ratings/question-team.tsx';
import type { AssessmentTeam } from '../assignment/assessment-team.ts';
import { v7 } from 'uuid';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';

export interface EvidenceHandlers {
  readonly onAdd: () => void;
  readonly onRemove: (id: string) => void;
  readonly onMark: (id: string, mark: Confidentiality) => void;
}

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
  const nameOf = (device: DeviceId): string => names[device] ?? translate('assessment.unknownPerson');
  const { id } = indicator;
  const { navigate } = useFieldServices();
  const beginNote = (question: string): void =>
    navigate({ screen: 'note', log, note: createNoteId(), about: { doc: document.doc, question } });
  return (
    <>
      <QuestionReviewComments log={log} open={open} question={id} name={null} whoOf={nameOf} />
      <QuestionEvidenceView
        question={id}
        prompt={indicator.evidence_prompt}
        items={evidenceWithWriters(document, id, nameOf)}
        strength={answers[id]?.evidence ?? 'E0'}
        onAdd={evidence?.onAdd}
        onRemove={evidence?.onRemove}
        onMark={evidence?.onMark}
        onAddNote={evidence && (() => beginNote(id))}
      />
      <QuestionComments
        question={id}
        name={id}
        comments={commentsWithWriters(document, id, nameOf)}
        unsent={unsent}
      />
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

function QuestionHistory({ log, doc, question, names }: QuestionHistoryProps): ReactElement | null {
  const { device, people } = useFieldServices().session;
  const history = useStoreQuery('history', { log, doc, below: `answers/${question}` });
  if (history.kind === 'loading') return null;
  return (
    <QuestionHistoryListView
      lines={historyLinesOf(history.answer, question)}
      names={names}
      owners={people}
      ownDevice={device}
      hasOlder={history.answer.some(({ olderAtHeadquarters }) => olderAtHeadquarters)}
    />
  );
}

interface AddEvidenceDialogProps {
  readonly question: string;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

const emptyEvidenceDraft: EvidenceDraft = {
  title: '',
  date: null,
  holder: '',
  kind: 'interview',
  strength: 'E1',
  mark: 'C',
};

/** Describe one piece of evidence and write it at once, whole. */
export function AddEvidenceDialog({ question, choose, onClose }: AddEvidenceDialogProps): ReactElement {
  const [draft, setDraft] = useState(emptyEvidenceDraft);
  const [isTitleMissing, setIsTitleMissing] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);

  const add = async (): Promise<void> => {
    const title = draft.title.trim();
    const holder = draft.holder.trim();
    setIsTitleMissing(title === '');
    if (title === '') return;
    const item = `answers/${question}/evidence/${v7()}`;
    const outcome = await choose([
      { path: `${item}/title`, value: title },
      { path: `${item}/kind`, value: draft.kind },
      { path: `${item}/strength`, value: draft.strength },
      ...(draft.date === null ? [] : [{ path: `${item}/date`, value: draft.date }]),
      ...(holder === '' ? [] : [{ path: `${item}/holder`, value: holder }]),
      // Evidence is confidential where nothing else is said.
      ...(draft.mark === 'C' ? [] : [{ path: `${item}/mark`, value: draft.mark }]),
    ]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };

  return (
    <AddEvidenceDialogView
      question={question}
      draft={draft}
      isTitleMissing={isTitleMissing}
      problem={problem}
      hits={{
        title: <CheckedTextHits text={draft.title} onChange={(title) => setDraft({ ...draft, title })} />,
        holder: <CheckedTextHits text={draft.holder} onChange={(holder) => setDraft({ ...draft, holder })} />,
      }}
      onChange={setDraft}
      onAdd={() => void add()}
      onClose={onClose}
    />
  );
}
