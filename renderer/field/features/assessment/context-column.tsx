import { assignedTo } from '#domain/assessment/read-several.ts';
import type { ReactElement } from 'react';
import type { Mark } from '#domain/assessment/finding.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { totalProgress } from '#domain/instrument/applicability.ts';
import { defaultModel, type Indicator } from '#domain/instrument/maturity-model.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { newNoteId } from '#renderer/field/app/new-note-id.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import type { AssessmentModel, DimensionModel } from './assessment-model.ts';
import { Comments } from './comments.tsx';
import { shownComments, shownEvidence } from './context-facts.ts';
import { EvidenceView } from './evidence-view.tsx';
import { historyLinesOf } from './history-lines.ts';
import { HistoryView } from './history-view.tsx';
import { PointsOfQuestion } from './review/points-of-question.tsx';
import { ScoreView } from './score-view.tsx';
import { TeamOfQuestion } from './several/team-of-question.tsx';
import type { Team } from './several/team.ts';
import type { UnsentComments } from './use-unsent-comments.ts';

export interface EvidenceActs {
  readonly onAdd: () => void;
  readonly onRemove: (id: string) => void;
  readonly onMark: (id: string, mark: Mark) => void;
}

interface ContextColumnProps {
  readonly log: LogId;
  readonly model: AssessmentModel;
  /** Absent on the screening page. */
  readonly dimension: DimensionModel | undefined;
  /** Absent while no question is in focus. */
  readonly indicator: Indicator | undefined;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Absent where evidence may not be changed. */
  readonly evidence?: EvidenceActs | undefined;
  readonly open: OpenDocument;
  readonly team: Team;
  /** Absent where nothing may be said. */
  readonly unsent?: UnsentComments | undefined;
}

/** What is known about the question in focus, beside the answer itself. */
export function ContextColumn(props: ContextColumnProps): ReactElement {
  const { model, dimension, indicator } = props;
  const say = useSay();
  const { asked, skipped } = totalProgress(defaultModel, model.screening, model.answers);
  return (
    <div className="assess-context">
      {dimension && <ScoreView code={dimension.dimension.code} score={dimension.score} />}
      {indicator ? (
        <QuestionContext {...props} indicator={indicator} />
      ) : (
        <p className="assess-prompt">
          {dimension ? say('assessment.noFocus') : say('assessment.screening.effect', { asked, skipped })}
        </p>
      )}
    </div>
  );
}

function QuestionContext(props: ContextColumnProps & { readonly indicator: Indicator }): ReactElement {
  const { log, model, dimension, indicator, names, open, team, evidence, unsent } = props;
  const say = useSay();
  const { document, answers } = model;
  const nameOf = (device: DeviceId): string => names[device] ?? say('assessment.unknownPerson');
  const { id } = indicator;
  const { navigate } = useField();
  const beginNote = (question: string): void =>
    navigate({ screen: 'note', log, note: newNoteId(), about: { doc: document.doc, question } });
  return (
    <>
      <PointsOfQuestion log={log} open={open} question={id} name={null} whoOf={nameOf} />
      <EvidenceView
        question={id}
        prompt={indicator.evidence_prompt}
        items={shownEvidence(document, id, nameOf)}
        strength={answers[id]?.evidence ?? 'E0'}
        onAdd={evidence?.onAdd}
        onRemove={evidence?.onRemove}
        onMark={evidence?.onMark}
        onAddNote={evidence && (() => beginNote(id))}
      />
      <Comments question={id} name={id} comments={shownComments(document, id, nameOf)} unsent={unsent} />
      <TeamOfQuestion
        log={log}
        open={open}
        question={id}
        team={team}
        isReadOnly={evidence === undefined}
        around={dimension ? assignedTo(document, dimension.dimension.code) : null}
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
  const { device } = useField().session;
  const history = useQuery('history', { log, doc, below: `answers/${question}` });
  if (history.kind === 'loading') return null;
  return (
    <HistoryView
      lines={historyLinesOf(history.answer, question)}
      names={names}
      ownDevice={device}
      hasOlder={history.answer.some(({ olderAtHeadquarters }) => olderAtHeadquarters)}
    />
  );
}
