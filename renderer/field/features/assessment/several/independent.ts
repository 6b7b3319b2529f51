import { readAnswer } from '#domain/assessment/read-answer.ts';
import { secondRatings } from '#domain/assessment/read-several.ts';
import type { Document } from '#domain/document/document.ts';
import { writtenAt } from '#domain/document/written.ts';
import type { PersonId } from '#domain/ids.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';

type Known = Pick<DocumentAnswer, 'document' | 'people'>;

/** Who gave the answer that stands; null while none stands, or when the writer is not known here. */
export function answeredBy({ document, people }: Known, question: string): PersonId | null {
  const written = writtenAt(document, `answers/${question}/level`);
  return (written && people[written.device]?.person) ?? null;
}

/** A rating is independent when it is of somebody else than the answer, and the answer is a level. */
export const mayRateIndependently = (known: Known, question: string, person: PersonId): boolean =>
  readAnswer(known.document, question).level !== undefined && answeredBy(known, question) !== person;

export const isRatedBy = (document: Document, question: string, person: PersonId): boolean =>
  secondRatings(document, question).some((rating) => rating.person === person);
