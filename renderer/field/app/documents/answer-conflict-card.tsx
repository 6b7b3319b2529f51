import { type ReactElement, useMemo, useState } from 'react';
import {
  type AnswerConflict,
  type AnswerSide,
  contestedEvidenceIds,
  isAnswerContested,
  readAnswerConflict,
} from '#domain/assessment/answer-conflict.ts';
import { type DecidedAnswer, decidingWrites } from '#domain/assessment/decide-answer.ts';
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
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
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
  readonly onDecided: (answerConflict: AnswerConflict, decidedSide: DecidedSide) => void;
  /** Whether a person writes an answer of their own. */
  readonly onWriting?: (isWriting: boolean) => void;
}

/** Contested answer to one question, with the decision of the person; nothing while people agree. */
export function AnswerConflictCard(props: AnswerConflictCardProps): ReactElement | null {
  const { log, doc, question } = props;
  const queryResult = useStoreQuery('document', { log, doc });
  const historyResult = useStoreQuery('history', { log, doc, below: `answers/${question}` });
  const { device } = useFieldServices().session;
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const document = documentResult?.document;
  const ops = historyResult.kind === 'present' ? historyResult.result : null;
  const answerConflict = useMemo(
    () =>
      document !== undefined && ops !== null && isAnswerContested(document, question)
        ? readAnswerConflict(document, question, ops, device)
        : null,
    [document, question, ops, device],
  );
  return documentResult === null || answerConflict === null ? null : (
    <OpenAnswerConflict {...props} queryResult={documentResult} conflict={answerConflict} />
  );
}

interface OpenAnswerConflictProps extends AnswerConflictCardProps {
  readonly queryResult: DocumentQueryResult;
  readonly conflict: AnswerConflict;
}

function OpenAnswerConflict(props: OpenAnswerConflictProps): ReactElement {
  const { log, question, indicator, isCurrent, onDecided, onWriting, queryResult, conflict } = props;
  const { document } = queryResult;
  const writerOf = useAnswerWriters();
  const writeRegisters = useWriteRegisters(log);
  const isReadOnly = writeModeOf(queryResult.roles, document) !== 'open';
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [answerDraft, setDraftOnly] = useState<AnswerDraft | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const kept = keptEvidenceOf(document, conflict, ticks);
  const setDraft = (nextAnswerDraft: AnswerDraft | null): void => {
    if ((nextAnswerDraft === null) !== (answerDraft === null)) onWriting?.(nextAnswerDraft !== null);
    setDraftOnly(nextAnswerDraft);
    setProblem(null);
  };
  const decide = async (answerSide: AnswerSide, values?: DecidedAnswer['values']): Promise<void> => {
    const writes = decidingWrites(document, conflict, {
      side: answerSide,
      ...(values && { values }),
      evidence: kept,
    });
    const { doc, kind } = document;
    const outcome = await writeRegisters(writes.map((decidingWrite) => ({ doc, kind, ...decidingWrite })));
    if (outcome.kind === 'saved') onDecided(conflict, values === undefined ? answerSide : null);
    else setProblem(writeRefusalMessage(outcome));
  };
  const [firstAnswerSide] = conflict.sides;
  const begin = (): void => {
    if (firstAnswerSide) setDraft(draftOf(firstAnswerSide.document, question));
  };
  const save = (): void => {
    if (answerDraft === null || firstAnswerSide === undefined) return;
    if (answerDraft.choice === null) setProblem({ key: 'conflict.unread' });
    else void decide(firstAnswerSide, valuesOfDraft(answerDraft.choice, answerDraft.rationale));
  };

  useKeyPresses(
    (key) => {
      if (!isCurrent || isReadOnly) return false;
      if (answerDraft !== null) {
        if (key === 'Escape') setDraft(null);
        else if (key === 'Ctrl+Enter') {
          if (!submitFocusedForm()) save();
        }
        // Keys that rate have no effect while an answer is written.
        else return /^[0-9]$/.test(key);
        return true;
      }
      const answerSide = /^[1-9]$/.test(key) ? conflict.sides[Number(key) - 1] : undefined;
      if (answerSide) void decide(answerSide);
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
      draft={answerDraft}
      hits={
        answerDraft && (
          <CheckedTextHits
            text={answerDraft.rationale}
            onChange={(rationale) => setDraft({ ...answerDraft, rationale })}
          />
        )
      }
      problem={problem}
      onEvidence={(id, isKept) => setTicks(new Map([...ticks, [id, isKept]]))}
      acts={{
        onKeep: (answerSide) => void decide(answerSide),
        onWrite: begin,
        onDraft: setDraft,
        onSave: save,
        onCancel: () => setDraft(null),
      }}
    />
  );
}

/** A decision in words: "D5.4 decided: yours, level 2". */
export function useDecidedText(): (answerConflict: AnswerConflict, decidedSide: DecidedSide) => NoticeText {
  const writerOf = useAnswerWriters();
  return ({ question }, decidedSide) =>
    (translate, format) =>
      decidedSide === null
        ? translate('conflict.answer.decidedOwn', { question })
        : translate('conflict.answer.decided', {
            question,
            who: answerSideName(decidedSide, writerOf, translate, format.list),
          });
}

/** Names of people and of their laptops. */
export function useAnswerWriters(): (deviceId: DeviceId) => AnswerWriter {
  const { session } = useFieldServices();
  return (deviceId) => ({
    isThisLaptop: deviceId === session.device,
    name: session.people[deviceId]?.name ?? null,
    laptop: session.people[deviceId]?.laptop ?? null,
  });
}

/** Evidence of all sides stays, unless it is removed now or a person took its tick away. */
function keptEvidenceOf(
  document: Document,
  answerConflict: AnswerConflict,
  ticks: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const present = new Set(readEvidenceItems(document, answerConflict.question).map(({ id }) => id));
  return new Set(contestedEvidenceIds(answerConflict).filter((id) => ticks.get(id) ?? present.has(id)));
}

/** Level of the dimension with each side; empty where it is the same with all, and for other instruments. */
function effectsOf({ sides }: AnswerConflict, indicator: Indicator | undefined): readonly (number | null)[] {
  const code = defaultMaturityModel.dimensions.find(({ indicators }) =>
    indicators.some((one) => one === indicator),
  )?.code;
  if (code === undefined) return [];
  const levels = sides.map(({ document }) => {
    const screeningByQuestion = readScreeningAnswers(document, defaultMaturityModel);
    const indicatorAnswers = readIndicatorAnswers(document, defaultMaturityModel);
    const dimensionScores = scoreDimensions(defaultMaturityModel, screeningByQuestion, indicatorAnswers);
    return dimensionScores.find((dimensionScore) => dimensionScore.code === code)?.reported ?? null;
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

function valuesOfDraft(answerDraftChoice: AnswerDraftChoice, rationale: string): DecidedAnswer['values'] {
  const isLevel = /^\d$/.test(answerDraftChoice);
  return {
    state: isLevel ? 'rated' : answerDraftChoice,
    level: isLevel ? Number(answerDraftChoice) : null,
    rationale: rationale.trim(),
  };
}
