import { pointsToMend, readReview } from '#domain/assessment/read-review.ts';
import { assigneeWithin } from '#domain/assessment/read-several.ts';
import { type Document, idsBelow } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import type { PlacedNode } from '#domain/instrument/difference/placed-nodes.ts';
import type { Qid } from '#domain/instrument/instrument.ts';

/** Questions, by their ids, that somebody is waiting for. */
export interface MarkedQuestions {
  /** Those that the person who looks is asked for. */
  readonly mine: ReadonlySet<string>;
  /** Those in which headquarters asks for something that is not mended. */
  readonly returned: ReadonlySet<string>;
}

export const markedQuestions = (
  document: Document,
  person: PersonId | null,
  placed: ReadonlyMap<Qid, PlacedNode>,
): MarkedQuestions => ({
  mine: new Set(
    person === null || idsBelow(document, 'assignments').length === 0
      ? []
      : [...placed.keys()].filter((qid) => assigneeWithin(document, placed, qid) === person),
  ),
  returned: new Set(pointsToMend(readReview(document)).flatMap(({ about }) => about.split('/').at(-1) || [])),
});
