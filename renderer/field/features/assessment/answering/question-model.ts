import { questionOfAnswerPath } from '#domain/assessment/answer-conflict.ts';
import {
  type AnswerStatus,
  type EvidenceStrength,
  type MaturityLevel,
  NotApplicableReason,
} from '#domain/assessment/assessment.ts';
import {
  type MismatchedRationale,
  rationaleForPath,
  readMismatchedRationale,
} from '#domain/assessment/explained-answer.ts';
import { readConsolidatedRating } from '#domain/assessment/independent-ratings.ts';
import {
  readEvidenceItems,
  readIndicatorAnswer,
  readRatingAboveEvidence,
} from '#domain/assessment/read-answer.ts';
import type { ConsolidatedRating } from '#domain/assessment/schema/independent-rating-path-rules.ts';
import { conflictPathsOf, type Document, type Register, valueAt } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import {
  type IndicatorAnswer,
  type IndicatorAnswers,
  type IndicatorApplicability,
  resolveApplicability,
  type ScreeningByQuestion,
} from '#domain/scoring/applicability.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import type { ChosenValue } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';

/** Note on an answer (docs/requirements.md B2, B3): shown as a sentence, never in the way. */
export type AnswerFlag =
  | {
      readonly kind: 'aboveEvidence';
      readonly level: MaturityLevel;
      readonly has: EvidenceStrength;
      readonly items: number;
      readonly carries: MaturityLevel;
      /** A reviewer's reason to keep the rating, and whether it was given for the present rating. */
      readonly reviewer: { readonly reason: string; readonly holds: boolean } | null;
    }
  | { readonly kind: 'reasonMissing'; readonly state: Extract<AnswerStatus, 'rated' | 'na'> }
  | ({ readonly kind: 'otherAnswer' } & Omit<MismatchedRationale, 'writer'>);

/**
 * One question as its card shows it. Equal answers give equal models, so that only changed cards are drawn
 * again.
 */
export interface QuestionModel {
  readonly id: string;
  readonly asked: IndicatorApplicability;
  readonly rating: IndicatorRating;
  readonly flags: readonly AnswerFlag[];
  /** The strongest evidence, and whether there is none at all: it limits the level (docs/requirements.md B3). */
  readonly evidence: { readonly strength: EvidenceStrength; readonly isNone: boolean };
  /** People answered it without seeing each other: the whole answer waits for a decision. */
  readonly isContested: boolean;
  /** Conflicts below this question that are no part of the answer; "Conflicts" decides them. */
  readonly otherConflicts: number;
  /** Reason why it does not apply, where one was given. */
  readonly naReason: NotApplicableReason | null;
  /** Differences between parts of the country are asked for here. */
  readonly hasVariation: boolean;
  readonly consolidation: ConsolidatedRating | null;
}

/** The same with its texts, which change with every few letters. */
export interface QuestionModelWithTexts extends QuestionModel {
  /** The document with nothing but the texts of this question, for their fields. */
  readonly texts: Document;
}

/** Facts that the registers of one question give alone. */
interface RecordedQuestion {
  readonly answer: IndicatorAnswer;
  readonly flags: readonly AnswerFlag[];
  /** Number of paths in conflict below this question. */
  readonly conflicts: number;
  readonly card: Pick<
    QuestionModel,
    'evidence' | 'isContested' | 'otherConflicts' | 'naReason' | 'consolidation'
  >;
}

/** By the part of the document, which stays the same object while no register of the question changes. */
const recordedByPart = new WeakMap<Document, RecordedQuestion>();

/**
 * Facts of one question, read once for each state of its registers.
 * @param part The document with the registers of this question alone.
 */
export function recordedQuestionOf(part: Document, qid: string): RecordedQuestion {
  const knownQuestion = recordedByPart.get(part);
  if (knownQuestion) return knownQuestion;
  const indicatorAnswer = readIndicatorAnswer(part, qid);
  const below = conflictPathsOf(part).filter((path) => path.startsWith(`answers/${qid}/`));
  const otherPaths = below.filter((path) => questionOfAnswerPath(path) === null);
  const recordedQuestion: RecordedQuestion = {
    answer: indicatorAnswer,
    flags: answerFlagsOf(part, qid, { [qid]: indicatorAnswer }),
    conflicts: below.length,
    card: {
      evidence: { strength: indicatorAnswer.evidence, isNone: readEvidenceItems(part, qid).length === 0 },
      isContested: below.length > otherPaths.length,
      otherConflicts: otherPaths.length,
      naReason: readNaReason(part, qid),
      consolidation: readConsolidatedRating(part, qid),
    },
  };
  recordedByPart.set(part, recordedQuestion);
  return recordedQuestion;
}

export const rationalePath = (qid: string): string => `answers/${qid}/rationale`;
export const variationTextPath = (qid: string): string => `answers/${qid}/variation`;
export const naReasonPath = (qid: string): string => `answers/${qid}/na-reason`;

/**
 * Model of one question.
 * @param parts Of the document for showing, with pending values.
 * @param saved As stored; a text field replaces its dots.
 */
export function questionModelOf(
  indicator: Indicator,
  facts: {
    readonly parts: QuestionParts;
    readonly saved: Document;
    readonly screening: ScreeningByQuestion;
    readonly answers: IndicatorAnswers;
  },
): QuestionModelWithTexts {
  const { parts, saved, screening, answers } = facts;
  const { id } = indicator;
  const part = partOfQuestion(parts, id);
  const { flags, card } = recordedQuestionOf(part, id);
  return {
    id,
    asked: resolveApplicability(indicator, screening, answers),
    rating: ratingOfQuestion(answers, id),
    flags,
    ...card,
    hasVariation: asksForVariation(indicator, screening, part),
    texts: restrictToPaths(saved, [rationalePath(id), rationaleForPath(id), variationTextPath(id)]),
  };
}

/** Documents with the registers of one question each, by its id; a question that nobody touched has none. */
export interface QuestionParts {
  readonly whole: Document;
  readonly byQuestion: ReadonlyMap<string, Document>;
}

/** Part of one question. */
export const partOfQuestion = ({ whole, byQuestion }: QuestionParts, qid: string): Document =>
  byQuestion.get(qid) ?? { ...whole, registers: {} };

/**
 * Split a document by questions: their answers and decisions. A part whose registers are those of `before` stays the
 * same object, and only the others are made again.
 */
export function questionPartsOf(document: Document, previousQuestionParts?: QuestionParts): QuestionParts {
  const changed =
    previousQuestionParts?.whole.doc === document.doc
      ? changedQuestions(previousQuestionParts.whole, document)
      : null;
  if (previousQuestionParts !== undefined && changed?.size === 0)
    return { whole: document, byQuestion: previousQuestionParts.byQuestion };
  const areas = changed && [...changed].flatMap((qid) => [`answers/${qid}`, `consolidations/${qid}`]);
  const registers = new Map<string, [Path, Register][]>();
  // Keys of a parsed record are paths; Object.keys forgets that.
  for (const path of Object.keys(document.registers) as Path[]) {
    if (areas !== null && !areas.some((area) => path.startsWith(area))) continue;
    const qid = questionOfPath(path);
    const register = document.registers[path];
    if (qid === null || register === undefined || changed?.has(qid) === false) continue;
    const own = registers.get(qid);
    if (own) own.push([path, register]);
    else registers.set(qid, [[path, register]]);
  }
  const byQuestion = new Map(changed === null ? [] : previousQuestionParts?.byQuestion);
  for (const qid of changed ?? []) byQuestion.delete(qid);
  for (const [qid, entries] of registers)
    byQuestion.set(qid, { ...document, registers: Object.fromEntries(entries) });
  return { whole: document, byQuestion };
}

/** Questions with another register than before, or with one more or less. */
function changedQuestions(previousDocument: Document, after: Document): ReadonlySet<string> {
  const changed = new Set<string>();
  const compare = (from: Document, to: Document): void => {
    for (const path of Object.keys(from.registers) as Path[]) {
      if (from.registers[path] === to.registers[path]) continue;
      const qid = questionOfPath(path);
      if (qid !== null) changed.add(qid);
    }
  };
  compare(after, previousDocument);
  compare(previousDocument, after);
  return changed;
}

/** Question of a path of an answer or a decision; null for any other path. */
function questionOfPath(path: string): string | null {
  const area = path.startsWith('answers/') ? 'answers/' : 'consolidations/';
  if (!path.startsWith(area) || path.length === area.length) return null;
  const end = path.indexOf('/', area.length);
  return path.slice(area.length, end === -1 ? undefined : end);
}

function readNaReason(document: Document, qid: string): NotApplicableReason | null {
  const code = NotApplicableReason.safeParse(valueAt(document, naReasonPath(qid)));
  return code.success ? code.data : null;
}

/**
 * B4: where responsibility is shared, each national question has a note. An existing note is always shown.
 */
function asksForVariation(
  { id, scope }: Indicator,
  screeningByQuestion: ScreeningByQuestion,
  document: Document,
): boolean {
  const text = valueAt(document, variationTextPath(id));
  return (
    (scope === 'national' && screeningByQuestion[sharedResponsibilityQuestionId] === 'yes') ||
    (typeof text === 'string' && text !== '')
  );
}

/** The screening question whether responsibility is shared with sub-national authorities. */
const sharedResponsibilityQuestionId = 'S7';

export function ratingOfQuestion(indicatorAnswers: IndicatorAnswers, qid: string): IndicatorRating {
  const indicatorAnswer = indicatorAnswers[qid];
  if (indicatorAnswer === undefined) return { state: 'blank', level: null };
  if (indicatorAnswer.state !== 'rated') return { state: indicatorAnswer.state, level: null };
  return indicatorAnswer.level === undefined
    ? { state: 'blank', level: null }
    : { state: 'rated', level: indicatorAnswer.level };
}

/** Notes on the answer to one question. */
export function answerFlagsOf(
  document: Document,
  qid: string,
  indicatorAnswers: IndicatorAnswers,
): readonly AnswerFlag[] {
  const indicatorRating = ratingOfQuestion(indicatorAnswers, qid);
  const answerFlags: AnswerFlag[] = [];
  const above = readRatingAboveEvidence(document, qid);
  if (above !== null) {
    const { level, evidence, override, isExplained } = above;
    answerFlags.push({
      kind: 'aboveEvidence',
      level,
      has: evidence,
      items: readEvidenceItems(document, qid).length,
      carries: evidenceCeilingOf(evidence),
      reviewer: override && { reason: override.reason, holds: isExplained },
    });
  }
  const reason = valueAt(document, rationalePath(qid));
  const hasReason = typeof reason === 'string' && reason.trim() !== '';
  const isSaid = hasReason || (indicatorRating.state === 'na' && readNaReason(document, qid) !== null);
  if (!isSaid && (indicatorRating.state === 'rated' || indicatorRating.state === 'na'))
    answerFlags.push({ kind: 'reasonMissing', state: indicatorRating.state });
  const mismatched = readMismatchedRationale(document, qid);
  if (mismatched !== null) {
    const { writtenFor, answer } = mismatched;
    answerFlags.push({ kind: 'otherAnswer', writtenFor, answer });
  }
  return answerFlags;
}

function restrictToPaths(document: Document, paths: readonly string[]): Document {
  const registers = paths.flatMap((path) => {
    const register = document.registers[path as Path]; // an invalid path has no register
    return register ? [[path, register] as const] : [];
  });
  return { ...document, registers: Object.fromEntries(registers) };
}

/** An answer in words. */
export const ratingMessage = ({ state, level }: IndicatorRating): Message =>
  state === 'rated' ? { key: 'ui.level.label', values: { level } } : { key: valueLabels.answerStatus[state] };

/**
 * Answer that one key gives to a question: a level, or the reason why there is none (docs/requirements.md
 * B2).
 */
export type IndicatorRating =
  | { readonly state: 'rated'; readonly level: MaturityLevel }
  | { readonly state: Exclude<AnswerStatus, 'rated'>; readonly level: null };

/** The choice in the card's group of answers; null while blank. */
export type RatingChoice = '1' | '2' | '3' | '4' | '5' | 'na' | 'ne' | 'declined';

const ratingsByChoice: { readonly [C in RatingChoice]: IndicatorRating } = {
  '1': { state: 'rated', level: 1 },
  '2': { state: 'rated', level: 2 },
  '3': { state: 'rated', level: 3 },
  '4': { state: 'rated', level: 4 },
  '5': { state: 'rated', level: 5 },
  na: { state: 'na', level: null },
  ne: { state: 'ne', level: null },
  declined: { state: 'declined', level: null },
};

const choicesByKey: ReadonlyMap<string, RatingChoice> = new Map([
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['4', '4'],
  ['5', '5'],
  ['0', 'na'],
  ['6', 'ne'],
  ['7', 'declined'],
]);

export const ratingOfChoice = (ratingChoice: RatingChoice): IndicatorRating => ratingsByChoice[ratingChoice];

/** The answer that a key gives to the question in focus: a digit, so that no letter of a text ever answers. */
export const choiceForKey = (key: string): RatingChoice | undefined => choicesByKey.get(key);

export function choiceOfRating({ state, level }: IndicatorRating): RatingChoice | null {
  if (state === 'rated') return `${level}`;
  return state === 'blank' ? null : state;
}

export const blankRating: IndicatorRating = { state: 'blank', level: null };

/**
 * Registers that a rating writes: state and level together, all or none, so that no copy holds one without
 * the other.
 * Both are written each time, since a level must not outlive its answer. (The reason why it does not apply is
 * read only beside that answer, so it may stay.)
 */
export const valuesOfRating = (qid: string, { state, level }: IndicatorRating): readonly ChosenValue[] => [
  { path: `answers/${qid}/state`, value: state === 'blank' ? null : state },
  { path: `answers/${qid}/level`, value: level },
];
