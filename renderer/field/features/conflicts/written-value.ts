import type { Json } from '#domain/base/json.ts';
import { Day } from '#domain/mission/mission.ts';
import type { PathValue } from '#domain/document/path-value.ts';
import { choicesOf } from './choices.ts';
import type { Decision } from './decision.ts';
import type { RegisterWords } from './register-words.ts';
import type { ValueSort } from './value-sort.ts';

/** May a person write a value of their own here, or only keep one of those that are there? */
export const canWriteAnother = ({ sort }: RegisterWords): boolean => !onlyKept.has(sort);

const onlyKept: ReadonlySet<ValueSort> = new Set([
  'place',
  'removed',
  'flag',
  'names',
  'measures',
  'target',
  'band',
  'person',
  'secondRating',
  'consolidation',
  'returned',
  'approval',
  'signOff',
  'override',
  'other',
]);

/** The value that a person wrote or chose, as the register holds it; undefined when it is none. */
export function readWritten(words: RegisterWords, written: string): Json | undefined {
  const choices = choicesOf(words);
  if (choices) return choices.find(({ id }) => id === written)?.value;
  const text = written.trim();
  switch (words.sort) {
    case 'line':
      return text === '' ? undefined : text.replaceAll(/\s*\n\s*/g, ' ');
    case 'lines':
      return text === '' ? undefined : text;
    case 'day':
      return Day.safeParse(text).success ? text : undefined;
    case 'minutes':
      return wholeNumber(text, 0, 1440);
    case 'sessionDay':
      return wholeNumber(text, 1, 60);
    default:
      return undefined;
  }
}

/** What to write so that this value stands: one register, or state and level of an answer together. */
export function valuesToWrite(decision: Decision, value: Json): readonly PathValue[] {
  const paths = [...decision.over.keys()];
  if (decision.words.sort !== 'answer') return paths.map((path) => ({ path, value }));
  // choicesOf gives such objects for this sort.
  const answer = value as { readonly state: Json; readonly level: Json };
  return paths.map((path) => ({ path, value: path.endsWith('/state') ? answer.state : answer.level }));
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = Number(text);
  return /^\d{1,4}$/.test(text) && number >= least && number <= most ? number : undefined;
}
