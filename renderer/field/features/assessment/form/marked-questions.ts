import { pointsToMend, readReview } from '#domain/assessment/read-review.ts';
import { assignedTo } from '#domain/assessment/read-several.ts';
import { type Document, idsBelow } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';

/** Questions, by their ids, that somebody is waiting for. */
export interface MarkedQuestions {
  /** Those that the person who looks is asked for. */
  readonly mine: ReadonlySet<string>;
  /** Those in which headquarters asks for something that is not mended. */
  readonly returned: ReadonlySet<string>;
}

export const markedQuestions = (document: Document, person: PersonId | null): MarkedQuestions => ({
  mine: new Set(
    idsBelow(document, 'assignments').filter((id) => person !== null && assignedTo(document, id) === person),
  ),
  returned: new Set(pointsToMend(readReview(document)).flatMap(({ about }) => about.split('/').at(-1) || [])),
});
