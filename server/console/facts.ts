import * as z from 'zod';
import type { Json } from '#domain/base/json.ts';
import type { DocumentFacts } from '#sync/protocol/console-api.ts';

export const textOrNull = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** A calendar day, or null for what is none: a view may hold what a schema of today does not allow. */
export const dayOf = (value: Json | undefined): string | null =>
  z.iso.date().safeParse(value).success ? textOrNull(value) : null;

/** The facts column of a document as the console knows them. */
export function factsOf(column: string): DocumentFacts {
  const facts = JSON.parse(column) as Record<string, Json>; // written by `documentRow`
  return {
    institution: textOrNull(facts['institution/name']),
    institutionType: textOrNull(facts['institution/type']),
    instrument: textOrNull(facts['instrument']),
    answered: countOf(facts['answered']),
    sessions: countOf(facts['sessions']),
    country: textOrNull(facts['country']),
    from: dayOf(facts['from']),
    to: dayOf(facts['to']),
  };
}

const countOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
