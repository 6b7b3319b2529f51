import { type Document, idsBelow, valueAt } from '../document/document.ts';
import { type Written, writtenAt } from '../document/written.ts';
import { PersonId } from '../ids.ts';
import { type Reliability, reliabilityOf } from '../instrument/compare-ratings.ts';
import type { PlacedNode } from '../instrument/difference/placed-nodes.ts';
import type { Qid } from '../instrument/instrument.ts';
import type { ScoringPolicy } from '../instrument/scoring-policy.ts';
import type { Level } from './assessment.ts';
import { readAnswer } from './read-answer.ts';
import { Consolidation, SecondRating } from './several-assessors.ts';

/** Who is asked for a dimension or a question; null for nobody in particular. */
export function assignedTo(document: Document | undefined, subject: string): PersonId | null {
  const person = PersonId.safeParse(valueAt(document, `assignments/${subject}`));
  return person.success ? person.data : null;
}

/** Who is asked for a question: by itself, else with its dimension (`D5` for `D5.4`). */
export const assigneeOf = (document: Document | undefined, question: string): PersonId | null =>
  assignedTo(document, question) ?? assignedTo(document, question.split('.', 1)[0] ?? question);

/** The same in any form: by the question itself, else with the innermost group or repeat around it that somebody is asked for. */
export function assigneeWithin(
  document: Document | undefined,
  placed: ReadonlyMap<Qid, PlacedNode>,
  question: Qid,
): PersonId | null {
  for (let at: Qid | null = question; at !== null; at = placed.get(at)?.parent ?? null) {
    const person = assignedTo(document, at);
    if (person !== null) return person;
  }
  return null;
}

/** What one person rated without having seen the other ratings. */
export interface IndependentRating extends SecondRating {
  readonly person: PersonId;
  readonly written: Written | null;
}

/** The independent ratings of a question, in the order in which they were recorded. */
export const secondRatings = (
  document: Document | undefined,
  question: string,
): readonly IndependentRating[] =>
  idsBelow(document, `second-ratings/${question}`)
    .flatMap((id): readonly IndependentRating[] => {
      const path = `second-ratings/${question}/${id}`;
      const person = PersonId.safeParse(id);
      const rating = SecondRating.safeParse(valueAt(document, path));
      return person.success && rating.success
        ? [{ ...rating.data, person: person.data, written: writtenAt(document, path) }]
        : [];
    })
    .toSorted((a, b) => (a.written?.atMs ?? 0) - (b.written?.atMs ?? 0));

/** What the lead decided for a question; null while nothing. */
export function consolidationOf(
  document: Document | undefined,
  question: string,
): (Consolidation & { readonly written: Written | null }) | null {
  const path = `consolidations/${question}`;
  const said = Consolidation.safeParse(valueAt(document, path));
  return said.success ? { ...said.data, written: writtenAt(document, path) } : null;
}

/** A question on which ratings differ and nobody has decided since. */
export interface ToConsolidate {
  readonly question: string;
  readonly first: Level;
  readonly seconds: readonly IndependentRating[];
}

/**
 * Questions that the lead has to consolidate, in the order of `questions`: rated by somebody else at another level than
 * the answer, with no decision, or one that is older than the last of these ratings.
 */
export const toConsolidate = (
  document: Document | undefined,
  questions: readonly string[],
): readonly ToConsolidate[] =>
  questions.flatMap((question): readonly ToConsolidate[] => {
    const seconds = secondRatings(document, question);
    const first = readAnswer(document, question).level;
    if (first === undefined || !seconds.some(({ level }) => level !== first)) return [];
    const decided = consolidationOf(document, question);
    const newestMs = Math.max(...seconds.map(({ written }) => written?.atMs ?? 0));
    const isDecided = decided !== null && decided.level === first && (decided.written?.atMs ?? 0) >= newestMs;
    return isDecided ? [] : [{ question, first, seconds }];
  });

/** The level that was answered before the lead decided; null while nothing is rated. */
export const firstLevelOf = (document: Document | undefined, question: string): Level | null =>
  consolidationOf(document, question)?.first ?? readAnswer(document, question).level ?? null;

/** B6.14 over one assessment: each answer beside the first independent rating of the same question. */
export function reliabilityIn(
  document: Document | undefined,
  questions: readonly string[],
  policy?: ScoringPolicy,
): Reliability {
  const rated = questions.filter((question) => readAnswer(document, question).level !== undefined);
  const pairs = rated.flatMap((question) => {
    const [second] = secondRatings(document, question);
    const first = firstLevelOf(document, question);
    return second === undefined || first === null ? [] : [{ first, second: second.level }];
  });
  return reliabilityOf(pairs, rated.length, policy);
}
