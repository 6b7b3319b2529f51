import { type ReactElement, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { Dot, type PathValue } from '#domain/document/op.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { ClockTime, IsoDay } from '#domain/mission/mission-work.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { AnswerConflictCard, useDecidedText } from '#renderer/field/app/documents/answer-conflict-card.tsx';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useCardFocus } from '#renderer/field/app/keyboard/use-card-focus.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { AnswerWriterLookup } from '#renderer/field/parts/answer-sides-view.tsx';
import type { RegisterDescription } from '#renderer/field/parts/describe-register.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { submitFocusedForm } from '#renderer/field/parts/submit-focused-form.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Card, type NoticeText, TextLink, useKeyPresses } from '#renderer/ui';
import type { AnswerDecision, ConflictDecision } from './conflict-decisions.ts';
import { DecisionCardView, type DecisionHandlers, valueChoicesOf } from './decision-card-view.tsx';

/** The record of a decision, at the question or session in question. */
export function routeOfDecision({
  kind,
  log,
  doc,
  description,
}: Pick<ConflictDecision, 'kind' | 'log' | 'doc' | 'description'>): FieldRoute {
  const { target } = description;
  if (kind === 'assessment') {
    return { screen: 'assessment', log, doc, ...(target && !('session' in target) && target) };
  }
  if (kind === 'action-plan') return { screen: 'mission', log, tab: 'plan' };
  if (kind === 'request') return { screen: 'request', log, doc };
  if (kind === 'workshop')
    return { screen: 'workshop', log, doc, ...(target && 'session' in target && target) };
  return { screen: 'mission', log, tab: 'assessments' };
}

/** Position of the keys among the cards. */
export interface DecisionCardCursor {
  readonly isCurrent: boolean;
  /** The cursor follows the keys once they were used. */
  readonly takesFocus: boolean;
  readonly onCurrent: () => void;
}

interface DecisionCardProps {
  readonly decision: ConflictDecision;
  readonly writerOf: AnswerWriterLookup;
  readonly cursor: DecisionCardCursor;
  readonly isReadOnly: boolean;
  readonly onDecided: (conflictDecision: ConflictDecision, value: JsonValue) => void;
}

/** One decision with its draft of another value. */
export function DecisionCard(props: DecisionCardProps): ReactElement {
  const { decision, writerOf, isReadOnly, onDecided } = props;
  const { isCurrent, takesFocus, onCurrent } = props.cursor;
  const { navigate } = useFieldServices();
  const writeRegisters = useWriteRegisters(decision.log);
  const [written, setWritten] = useState<string | null>(null);
  const card = useCardFocus(isCurrent && takesFocus, written !== null, onCurrent);
  const [problem, setProblem] = useState<Message | null>(null);

  const decide = async (pathValues: readonly PathValue[], shown: JsonValue): Promise<void> => {
    const { doc, kind, over } = decision;
    const outcome = await writeRegisters(
      pathValues.map(({ path, value }) => ({ doc, kind, path, value, over: over.get(path) ?? [] })),
    );
    if (outcome.kind === 'saved') onDecided(decision, shown);
    else setProblem(writeRefusalMessage(outcome));
  };
  const keep = (at: number): void => {
    const decisionValue = decision.values[at];
    if (decisionValue) void decide(decisionValue.keep, decisionValue.value);
  };
  const save = (): void => {
    const value = parseWrittenValue(decision.description, written ?? '');
    if (value === undefined) setProblem({ key: 'conflict.unread' });
    else void decide(valuesToWrite(decision, value), value);
  };
  const stop = (): void => {
    setWritten(null);
    setProblem(null);
  };
  const joined = joinConflictingTexts(decision);
  const newest = decision.values[0]?.value;
  const acts: DecisionHandlers = {
    onKeep: keep,
    onKeepBoth: joined === null ? undefined : () => void decide(valuesToWrite(decision, joined), joined),
    onWrite: mayWriteOtherValue(decision.description)
      ? () => setWritten(joined ?? (typeof newest === 'string' ? newest : ''))
      : undefined,
    onWritten: (text) => {
      setWritten(text);
      setProblem(null);
    },
    onSave: save,
    onCancel: stop,
  };

  useKeyPresses(
    (key) => {
      if (!isCurrent) return false;
      if (written !== null) {
        if (key === 'Escape') stop();
        else if (key === 'Ctrl+Enter') {
          if (!submitFocusedForm()) save();
        } else return false;
        return true;
      }
      if (key === 'o') navigate(routeOfDecision(decision));
      else if (isReadOnly) return false;
      else if (/^[1-9]$/.test(key) && decision.values[Number(key) - 1]) keep(Number(key) - 1);
      else if (key === '0' && acts.onKeepBoth) acts.onKeepBoth();
      else if (key === 'Alt+w' && acts.onWrite) acts.onWrite();
      else return false;
      return true;
    },
    { whileTyping: ['Escape', 'Ctrl+Enter'] },
  );

  return (
    <DecisionCardView
      decision={decision}
      writerOf={writerOf}
      isCurrent={isCurrent}
      isReadOnly={isReadOnly}
      href={fieldAddressOf(routeOfDecision(decision))}
      written={written}
      problem={problem}
      acts={acts}
      ref={card}
    />
  );
}

interface AnswerDecisionCardProps {
  readonly decision: AnswerDecision;
  readonly cursor: DecisionCardCursor;
  readonly onDecided: (noticeText: NoticeText) => void;
}

/** One contested answer as a whole, under its question. */
export function AnswerDecisionCard({ decision, cursor, onDecided }: AnswerDecisionCardProps): ReactElement {
  const { log, doc, question } = decision;
  const { isCurrent, takesFocus, onCurrent } = cursor;
  const { navigate } = useFieldServices();
  const translate = useTranslate();
  const decidedText = useDecidedText();
  const [isWriting, setIsWriting] = useState(false);
  const card = useCardFocus(isCurrent && takesFocus, isWriting, onCurrent);
  const indicator = indicatorOf(question);
  const fieldRoute: FieldRoute = { screen: 'assessment', log, doc, question };
  useKeyPresses((key) => {
    if (!isCurrent || isWriting || key !== 'o') return false;
    navigate(fieldRoute);
    return true;
  });
  const title = indicator ? `${question} ${indicator.title}` : question;
  return (
    <Card isCurrent={isCurrent} label={title} ref={card}>
      <header className="cf-head">
        <h3>
          <bdi className="cf-subject">{title}</bdi>
        </h3>
        <TextLink href={fieldAddressOf(fieldRoute)}>{translate('conflict.goTo')}</TextLink>
      </header>
      {indicator && (
        <p className="cf-explained" dir="auto">
          {indicator.question}
        </p>
      )}
      <p className="cf-explained">{translate('conflict.answer.text')}</p>
      <AnswerConflictCard
        log={log}
        doc={doc}
        question={question}
        indicator={indicator}
        isCurrent={isCurrent}
        onDecided={(answerConflict, decidedSide) => onDecided(decidedText(answerConflict, decidedSide))}
        onWriting={setIsWriting}
      />
    </Card>
  );
}

export const indicatorOf = (question: string) =>
  defaultMaturityModel.dimensions.flatMap(({ indicators }) => indicators).find(({ id }) => id === question);

/**
 * All values of a text as one, newest first, to keep both: lines one below the other, titles in one line.
 * Null where the values are no texts, or together are too long for the register.
 */
export function joinConflictingTexts({
  description,
  values,
  doc,
  kind,
  over,
}: ConflictDecision): string | null {
  if (description.valueKind !== 'line' && description.valueKind !== 'lines') return null;
  const texts = values.map(({ value }) => value).filter(isFilledText);
  const [path] = over.keys();
  if (texts.length < 2 || path === undefined) return null;
  const joined = texts.join(description.valueKind === 'line' ? ' / ' : '\n\n');
  const kindSchema = schemaOfKind(kind);
  const probe = { dot: probeDot, stamp: [0, 0] as const, doc, kind, path, over: [], value: joined };
  return kindSchema !== undefined && checkAgainstSchema(kindSchema, probe).ok ? joined : null;
}

const isFilledText = (value: JsonValue): value is string => typeof value === 'string' && value.trim() !== '';

// The schema asks for a whole op; only path and value matter to it.
const probeDot = Dot.parse(`${'0'.repeat(32)}.1`);

/** Whether a person may write a value of their own here, or only keep a present one. */
export const mayWriteOtherValue = (registerDescription: RegisterDescription): boolean =>
  valueChoicesOf(registerDescription) !== null || writtenKinds.has(registerDescription.valueKind);

/** Kinds of values that are written as text, beside those that are chosen. */
const writtenKinds: ReadonlySet<ValueKind> = new Set([
  'line',
  'lines',
  'day',
  'time',
  'minutes',
  'sessionDay',
]);

/** Value that a person wrote or chose, as the register holds it; undefined for an invalid one. */
export function parseWrittenValue(
  registerDescription: RegisterDescription,
  written: string,
): JsonValue | undefined {
  const valueChoices = valueChoicesOf(registerDescription);
  if (valueChoices) return valueChoices.find(({ id }) => id === written)?.value;
  const text = written.trim();
  switch (registerDescription.valueKind) {
    case 'line':
      return text === '' ? undefined : text.replaceAll(/\s*\n\s*/g, ' ');
    case 'lines':
      return text === '' ? undefined : text;
    case 'day':
      return IsoDay.safeParse(text).success ? text : undefined;
    case 'time':
      return ClockTime.safeParse(text).success ? text : undefined;
    case 'minutes':
      return parseWholeNumberBetween(text, 0, 1440);
    case 'sessionDay':
      return parseWholeNumberBetween(text, 1, 60);
    default:
      return undefined;
  }
}

/** Registers to write to keep this value. */
const valuesToWrite = (conflictDecision: ConflictDecision, value: JsonValue): readonly PathValue[] =>
  [...conflictDecision.over.keys()].map((path) => ({ path, value }));

function parseWholeNumberBetween(text: string, least: number, most: number): number | undefined {
  const number = Number(text);
  return /^\d{1,4}$/.test(text) && number >= least && number <= most ? number : undefined;
}
