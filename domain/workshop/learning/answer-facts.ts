import { ok, refuse, type Result } from '#base/result.ts';
import { enumerations } from '#domain/document/enumerations.ts';
import { ParticipantSex } from '#domain/workshop/participant.ts';
import { guessColumnUse } from '#domain/workshop/participant-import/import-columns.ts';
import { readInstitutionType, readSex } from '#domain/workshop/participant-import/import-values.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Optional fact about the person who answered (docs/requirements.md C4). */
export type AnswerFact = Questionnaire['facts'][number];

/** Facts of one person; null where the person did not state them. */
export interface AnswerFacts {
  readonly institutionType: string | null;
  readonly sex: ParticipantSex | null;
}

export const noAnswerFacts: AnswerFacts = { institutionType: null, sex: null };

/** Values of a fact in the order of the printed form; their place is their digit. */
export const factValues: Readonly<Record<AnswerFact, readonly string[]>> = {
  institutionType: enumerations.institutionType,
  sex: ParticipantSex.options,
};

/** Read facts as they stand on paper, by fact. A value is its place, its code or a known word; empty is not stated. */
export const parseFactCell: {
  readonly [F in AnswerFact]: (text: string) => Result<AnswerFacts[F], 'noFact'>;
} = {
  institutionType: (text) => parseFact(text, factValues.institutionType, readInstitutionType),
  sex: (text) => parseFact(text, ParticipantSex.options, readSex),
};

function parseFact<Value extends string>(
  text: string,
  values: readonly Value[],
  readWord: (word: string) => Value | null,
): Result<Value | null, 'noFact'> {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return ok(null);
  const value = values[Number(westernDigitsOf(typed)) - 1] ?? readWord(typed);
  return value === null ? refuse('noFact') : ok(value);
}

/** Text with Arabic and Persian digits written as 0 to 9. */
const westernDigitsOf = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Fact that a heading of a file names, in any language of lists; null for another heading. */
export function factOfHeading(facts: readonly AnswerFact[], heading: string): AnswerFact | null {
  const use = guessColumnUse(heading);
  return facts.find((fact) => use.kind === 'field' && use.field === fact) ?? null;
}
