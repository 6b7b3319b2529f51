import { ratingAboveEvidence } from '#domain/assessment/above-evidence.ts';
import {
  type AnswerState,
  type EvidenceStrength,
  type Level,
  NaReason,
} from '#domain/assessment/assessment.ts';
import { readEvidence } from '#domain/assessment/read-answer.ts';
import { consolidationOf } from '#domain/assessment/read-several.ts';
import type { Consolidation } from '#domain/assessment/several-assessors.ts';
import { conflictsOf, type Document, valueAt } from '#domain/document/document.ts';
import type { Path } from '#domain/document/path.ts';
import { type Answers, type Asked, askedOf, type Screening } from '#domain/instrument/applicability.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { ceilingOf } from '#domain/instrument/score.ts';
import { type Candidate, contestedRating, contestedText } from './contested.ts';
import type { Rating } from './rating.ts';

/** What is remarkable about an answer (domain.md B2, B3): shown as a sentence, never in the way. */
export type Flag =
  | {
      readonly kind: 'aboveEvidence';
      readonly level: Level;
      readonly has: EvidenceStrength;
      readonly items: number;
      readonly carries: Level;
      /** Why a reviewer lets it stand, and whether that was said of the rating as it is now. */
      readonly reviewer: { readonly reason: string; readonly holds: boolean } | null;
    }
  | { readonly kind: 'reasonMissing'; readonly state: Extract<AnswerState, 'rated' | 'na'> };

/** One question as its card shows it; equal answers give equal models, so that only changed cards are drawn again. */
export interface QuestionModel {
  readonly id: string;
  readonly asked: Asked;
  readonly rating: Rating;
  readonly flags: readonly Flag[];
  readonly contestedRating: readonly Candidate[];
  readonly contestedReason: readonly Candidate[];
  /** Conflicts in the evidence and elsewhere below this question, which "Conflicts" decides. */
  readonly otherConflicts: number;
  /** Why it does not apply, where that was said. */
  readonly naReason: NaReason | null;
  /** Differences between parts of the country are asked for here. */
  readonly hasVariation: boolean;
  readonly consolidation: Consolidation | null;
  /** The document with nothing but the texts of this question, for their fields. */
  readonly texts: Document;
}

export const reasonPath = (qid: string): string => `answers/${qid}/rationale`;
export const variationPath = (qid: string): string => `answers/${qid}/variation`;
export const naReasonPath = (qid: string): string => `answers/${qid}/na-reason`;

/** `document` as it is to be shown; `saved` as the store has it, whose dots a text field replaces. */
export function questionModelOf(
  indicator: Indicator,
  facts: {
    readonly document: Document;
    readonly saved: Document;
    readonly screening: Screening;
    readonly answers: Answers;
  },
): QuestionModel {
  const { document, saved, screening, answers } = facts;
  const { id } = indicator;
  const ratings = contestedRating(document, id);
  const reasons = contestedText(document, reasonPath(id));
  const below = conflictsOf(document).filter((path) => path.startsWith(`answers/${id}/`));
  const shownHere = new Set([`answers/${id}/state`, `answers/${id}/level`, reasonPath(id)]);
  return {
    id,
    asked: askedOf(indicator, screening, answers),
    rating: ratingIn(answers, id),
    flags: flagsOf(document, id, answers),
    contestedRating: ratings,
    contestedReason: reasons,
    otherConflicts: below.filter((path) => !shownHere.has(path)).length,
    naReason: naReasonOf(document, id),
    hasVariation: hasVariation(indicator, screening, document),
    consolidation: consolidationOf(document, id),
    texts: only(saved, [reasonPath(id), variationPath(id)]),
  };
}

function naReasonOf(document: Document, qid: string): NaReason | null {
  const code = NaReason.safeParse(valueAt(document, naReasonPath(qid)));
  return code.success ? code.data : null;
}

/** B4: where responsibility is shared, each national question has a note; one that is there is always shown. */
function hasVariation({ id, scope }: Indicator, screening: Screening, document: Document): boolean {
  const text = valueAt(document, variationPath(id));
  return (
    (scope === 'national' && screening[sharedQuestionId] === 'yes') ||
    (typeof text === 'string' && text !== '')
  );
}

/** The screening question whether responsibility is shared with sub-national authorities. */
const sharedQuestionId = 'S7';

export function ratingIn(answers: Answers, qid: string): Rating {
  const answer = answers[qid];
  if (answer === undefined) return { state: 'blank', level: null };
  if (answer.state !== 'rated') return { state: answer.state, level: null };
  return answer.level === undefined
    ? { state: 'blank', level: null }
    : { state: 'rated', level: answer.level };
}

/** All that is remarkable about the answer to one question. */
export function flagsOf(document: Document, qid: string, answers: Answers): readonly Flag[] {
  const rating = ratingIn(answers, qid);
  const flags: Flag[] = [];
  const above = ratingAboveEvidence(document, qid);
  if (above !== null) {
    const { level, evidence, override, isExplained } = above;
    flags.push({
      kind: 'aboveEvidence',
      level,
      has: evidence,
      items: readEvidence(document, qid).length,
      carries: ceilingOf(evidence),
      reviewer: override && { reason: override.reason, holds: isExplained },
    });
  }
  const reason = valueAt(document, reasonPath(qid));
  const hasReason = typeof reason === 'string' && reason.trim() !== '';
  const isSaid = hasReason || (rating.state === 'na' && naReasonOf(document, qid) !== null);
  if (!isSaid && (rating.state === 'rated' || rating.state === 'na'))
    flags.push({ kind: 'reasonMissing', state: rating.state });
  return flags;
}

function only(document: Document, paths: readonly string[]): Document {
  const registers = paths.flatMap((path) => {
    const register = document.registers[path as Path]; // what is not a path has no register
    return register ? [[path, register] as const] : [];
  });
  return { ...document, registers: Object.fromEntries(registers) };
}
