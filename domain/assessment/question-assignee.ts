import type { QuestionId } from '#forms/model/instrument.ts';
import type { PlacedNode } from '#forms/model/placed-nodes.ts';
import { type Document, valueAt } from '../document/document.ts';
import { PersonId } from '../ids.ts';

/** Person assigned to a dimension or a question; null where nobody is. */
export function directAssigneeOf(document: Document | undefined, subject: string): PersonId | null {
  const value = valueAt(document, `assignments/${subject}`);
  // Most questions have nobody, and a screen asks about all of them.
  if (value === undefined) return null;
  const personId = PersonId.safeParse(value);
  return personId.success ? personId.data : null;
}

/** Person assigned to a question: directly, else with its dimension (`D5` for `D5.4`). */
export const indicatorAssigneeOf = (document: Document | undefined, question: string): PersonId | null =>
  directAssigneeOf(document, question) ?? directAssigneeOf(document, question.split('.', 1)[0] ?? question);

/** The same in any form: directly, else with the innermost assigned group or repeat around it. */
export function questionAssigneeOf(
  document: Document | undefined,
  placed: ReadonlyMap<QuestionId, PlacedNode>,
  questionId: QuestionId,
): PersonId | null {
  for (let at: QuestionId | null = questionId; at !== null; at = placed.get(at)?.parent ?? null) {
    const personId = directAssigneeOf(document, at);
    if (personId !== null) return personId;
  }
  return null;
}
