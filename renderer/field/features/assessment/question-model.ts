import type { AnswerState, EvidenceStrength, Level } from '#domain/assessment/assessment.ts';
import { readEvidence } from '#domain/assessment/read-answer.ts';
import { conflictsOf, type Document, valueAt } from '#domain/document/document.ts';
import type { Path } from '#domain/document/path.ts';
import { type Answers, type Asked, askedOf, type Screening } from '#domain/instrument/applicability.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { ceilingOf, isAboveEvidence } from '#domain/instrument/score.ts';
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
  /** The document with nothing but the reasons, for the text field. */
  readonly reason: Document;
}

export const reasonPath = (qid: string): string => `answers/${qid}/rationale`;

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
    reason: only(saved, reasonPath(id)),
  };
}

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
  const answer = answers[qid];
  const rating = ratingIn(answers, qid);
  const flags: Flag[] = [];
  if (answer && rating.state === 'rated' && isAboveEvidence(answer)) {
    flags.push({
      kind: 'aboveEvidence',
      level: rating.level,
      has: answer.evidence,
      items: readEvidence(document, qid).length,
      carries: ceilingOf(answer.evidence),
    });
  }
  const reason = valueAt(document, reasonPath(qid));
  const hasReason = typeof reason === 'string' && reason.trim() !== '';
  if (!hasReason && (rating.state === 'rated' || rating.state === 'na'))
    flags.push({ kind: 'reasonMissing', state: rating.state });
  return flags;
}

function only(document: Document, path: string): Document {
  const register = document.registers[path as Path]; // what is not a path has no register
  return { ...document, registers: register ? { [path as Path]: register } : {} };
}
