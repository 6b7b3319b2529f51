import { type ReactElement, useMemo, useState } from 'react';
import {
  type AnswerConflict,
  type AnswerSide,
  contestedEvidenceIds,
  type DecidedAnswer,
  decidingWrites,
  isAnswerContested,
  readAnswerConflict,
} from '#domain/assessment/answer-conflict.ts';
import {
  readEvidenceItems,
  readIndicatorAnswer,
  readIndicatorAnswers,
  readScreeningAnswers,
} from '#domain/assessment/read-answer.ts';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { defaultMaturityModel, type Indicator } from '#domain/scoring/maturity-model.ts';
import { scoreDimensions } from '#domain/scoring/score.ts';
import {
  AnswerConflictView,
  type AnswerDraft,
  type AnswerDraftChoice,
} from '#renderer/field/parts/answer-conflict-view.tsx';
import { type AnswerWriter, answerSideName } from '#renderer/field/parts/answer-sides-view.tsx';
import { submitFocusedForm } from '#renderer/field/parts/submit-focused-form.ts';
import type { Message } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/api/store-api.ts';
import { type NoticeText, useKeyPresses } from '#renderer/ui';
import { useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { CheckedTextHits } from './checked-text-field.tsx';
import { useWriteRegisters, writeRefusalMessage } from './use-document.ts';

/** Side that was kept; null for an answer of one's own. */
type DecidedSide = AnswerSide | null;

interface AnswerConflictCardProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly question: string;
  /** Absent for a question that this version does not know. */
  readonly indicator: Indicator | undefined;
  /** The keys act on it. */
  readonly isCurrent: boolean;
  readonly onDecided: (conflict: AnswerConflict, side: DecidedSide) => void;
  /** Whether a person writes an answer of their own. */
  readonly onWriting?: (isWriting: boolean) => void;
}

/** Contested answer to one question, with the decision of the person; nothing while people agree. */
export function AnswerConflictCard(props: AnswerConflictCardProps): ReactElement | null {
  const { log, doc, question } = props;
  const asked = useStoreQuery('document', { log, doc });
  const history = useStoreQuery('history', { log, doc, below: `answers/${question}` });
  const { device } = useFieldServices().session;
  const answer = asked.kind === 'present' ? asked.answer : null;
  const document = answer?.document;
  const ops = history.kind === 'present' ? history.answer : null;
  const conflict = useMemo(
    () =>
      document !== undefined && ops !== null && isAnswerContested(document, question)
        ? readAnswerConflict(document, question, ops, device)
        : null,
    [document, question, ops, device],
  );
  return answer === null || conflict === null ? null : (
    <OpenAnswerConflict {...props} answer={answer} conflict={conflict} />
  );
}

interface OpenAnswerConflictProps extends AnswerConflictCardProps {
  readonly answer: DocumentQueryAnswer;
  readonly conflict: AnswerConflict;
}

function OpenAnswerConflict(props: OpenAnswerConflictProps): ReactElement {
  const { log, question, indicator, isCurrent, onDecided, onWriting, answer, conflict } = props;
  const { document } = answer;
  const writerOf = useAnswerWriters();
  const write = useWriteRegisters(log);
  const isReadOnly = writeModeOf(answer.roles, document) !== 'open';
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [draft, setDraftOnly] = useState<AnswerDraft | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const kept = keptEvidenceOf(document, conflict, ticks);
  const setDraft = (next: AnswerDraft | null): void => {
    if ((next === null) !== (draft === null)) onWriting?.(next !== null);
    setDraftOnly(next);
    setProblem(null);
  };
  const decide = async (side: AnswerSide, values?: DecidedAnswer['values']): Promise<void> => {
    const writes = decidingWrites(document, conflict, { side, ...(values && { values }), evidence: kept });
    const { doc, kind } = document;
    const outcome = await write(writes.map((one) => ({ doc, kind, ...one })));
    if (outcome.kind === 'saved') onDecided(conflict, values === undefined ? side : null);
    else setProblem(writeRefusalMessage(outcome));
  };
  const [first] = conflict.sides;
  const begin = (): void => {
    if (first) setDraft(draftOf(first.document, question));
  };
  const save = (): void => {
    if (draft === null || first === undefined) return;
    if (draft.choice === null) setProblem({ key: 'conflict.unread' });
    else void decide(first, valuesOfDraft(draft.choice, draft.rationale));
  };

  useKeyPresses(
    (key) => {
      if (!isCurrent || isReadOnly) return false;
      if (draft !== null) {
        if (key === 'Escape') setDraft(null);
        else if (key === 'Ctrl+Enter') {
          if (!submitFocusedForm()) save();
        }
        // Keys that rate have no effect while an answer is written.
        else return /^[0-9]$/.test(key);
        return true;
      }
      const side = /^[1-9]$/.test(key) ? conflict.sides[Number(key) - 1] : undefined;
      if (side) void decide(side);
      else if (key === 'Alt+w') begin();
      else return false;
      return true;
    },
    { whileTyping: ['Escape', 'Ctrl+Enter'] },
  );

  return (
    <AnswerConflictView
      conflict={conflict}
      indicator={indicator}
      writerOf={writerOf}
      kept={kept}
      effects={effectsOf(conflict, indicator)}
      isReadOnly={isReadOnly}
      draft={draft}
      hits={
        draft && (
          <CheckedTextHits
            text={draft.rationale}
            onChange={(rationale) => setDraft({ ...draft, rationale })}
          />
        )
      }
      problem={problem}
      onEvidence={(id, isKept) => setTicks(new Map([...ticks, [id, isKept]]))}
      acts={{
        onKeep: (side) => void decide(side),
        onWrite: begin,
        onDraft: setDraft,
        onSave: save,
        onCancel: () => setDraft(null),
      }}
    />
  );
}

/** A decision in words: "D5.4 decided: yours, level 2". */
export function useDecidedText(): (conflict: AnswerConflict, side: DecidedSide) => NoticeText {
  const writerOf = useAnswerWriters();
  return ({ question }, side) =>
    (translate, format) =>
      side === null
        ? translate('conflict.answer.decidedOwn', { question })
        : translate('conflict.answer.decided', {
            question,
            who: answerSideName(side, writerOf, translate, format.list),
          });
}

/** Names of people and of their laptops. */
export function useAnswerWriters(): (device: DeviceId) => AnswerWriter {
  const { session } = useFieldServices();
  return (device) => ({
    isThisLaptop: device === session.device,
    name: session.people[device]?.name ?? null,
    laptop: session.people[device]?.laptop ?? null,
  });
}

/** Evidence of all sides stays, unless it is removed now or a person took its tick away. */
function keptEvidenceOf(
  document: Document,
  conflict: AnswerConflict,
  ticks: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const present = new Set(readEvidenceItems(document, conflict.question).map(({ id }) => id));
  return new Set(contestedEvidenceIds(conflict).filter((id) => ticks.get(id) ?? present.has(id)));
}

/** Level of the dimension with each side; empty where it is the same with all, and for other instruments. */
function effectsOf({ sides }: AnswerConflict, indicator: Indicator | undefined): readonly (number | null)[] {
  const code = defaultMaturityModel.dimensions.find(({ indicators }) =>
    indicators.some((one) => one === indicator),
  )?.code;
  if (code === undefined) return [];
  const levels = sides.map(({ document }) => {
    const screening = readScreeningAnswers(document, defaultMaturityModel);
    const answers = readIndicatorAnswers(document, defaultMaturityModel);
    const scores = scoreDimensions(defaultMaturityModel, screening, answers);
    return scores.find((one) => one.code === code)?.reported ?? null;
  });
  return new Set(levels).size === 1 ? [] : levels;
}

function draftOf(document: Document, question: string): AnswerDraft {
  const { state, level } = readIndicatorAnswer(document, question);
  return {
    choice: state === 'rated' && level !== undefined ? `${level}` : choiceOfState(state),
    rationale: plainTextAt(document, `answers/${question}/rationale`),
  };
}

const choiceOfState = (state: string): AnswerDraftChoice | null =>
  state === 'na' || state === 'ne' || state === 'declined' ? state : null;

function valuesOfDraft(choice: AnswerDraftChoice, rationale: string): DecidedAnswer['values'] {
  const isLevel = /^\d$/.test(choice);
  return {
    state: isLevel ? 'rated' : choice,
    level: isLevel ? Number(choice) : null,
    rationale: rationale.trim(),
  };
}
