import type { JsonValue } from '#base/json.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { type PathValue, Dot } from '#domain/document/op.ts';
import { valueChoicesOf } from './value-choices.ts';
import type { ConflictDecision } from './conflict-decisions.ts';
import type { ValueKind } from '#renderer/records/value-text.ts';
import type { RegisterDescription } from '#renderer/field/parts/describe-register.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import { schemaOfKind } from '#domain/document/document-kinds.ts';

/**
 * All values of a text as one, newest first, to keep both: lines one below the other, titles in one line.
 * Null where the values are no texts, or together are too long for the register.
 */
export function joinConflictingTexts({ words, values, doc, kind, over }: ConflictDecision): string | null {
  if (words.sort !== 'line' && words.sort !== 'lines') return null;
  const texts = values.map(({ value }) => value).filter(isFilledText);
  const [path] = over.keys();
  if (texts.length < 2 || path === undefined) return null;
  const joined = texts.join(words.sort === 'line' ? ' / ' : '\n\n');
  const schema = schemaOfKind(kind);
  const probe = { dot: probeDot, stamp: [0, 0] as const, doc, kind, path, over: [], value: joined };
  return schema !== undefined && checkAgainstSchema(schema, probe).ok ? joined : null;
}

const isFilledText = (value: JsonValue): value is string => typeof value === 'string' && value.trim() !== '';

// The schema asks for a whole op; only path and value matter to it.
const probeDot = Dot.parse(`${'0'.repeat(32)}.1`);

/** Whether a person may write a value of their own here, or only keep a present one. */
export const mayWriteOtherValue = ({ sort }: RegisterDescription): boolean => !keepOnlySorts.has(sort);

const keepOnlySorts: ReadonlySet<ValueKind> = new Set([
  'place',
  'state',
  'instrument',
  'removed',
  'flag',
  'names',
  'measures',
  'supports',
  'quarter',
  'target',
  'priorityOverride',
  'person',
  'secondRating',
  'consolidation',
  'returned',
  'approval',
  'signOff',
  'override',
  'other',
]);

/** Value that a person wrote or chose, as the register holds it; undefined for an invalid one. */
export function parseWrittenValue(words: RegisterDescription, written: string): JsonValue | undefined {
  const choices = valueChoicesOf(words);
  if (choices) return choices.find(({ id }) => id === written)?.value;
  const text = written.trim();
  switch (words.sort) {
    case 'line':
      return text === '' ? undefined : text.replaceAll(/\s*\n\s*/g, ' ');
    case 'lines':
      return text === '' ? undefined : text;
    case 'day':
      return IsoDay.safeParse(text).success ? text : undefined;
    case 'minutes':
      return parseWholeNumberBetween(text, 0, 1440);
    case 'sessionDay':
      return parseWholeNumberBetween(text, 1, 60);
    default:
      return undefined;
  }
}

/** Registers to write to keep this value. */
export const valuesToWrite = (decision: ConflictDecision, value: JsonValue): readonly PathValue[] =>
  [...decision.over.keys()].map((path) => ({ path, value }));

function parseWholeNumberBetween(text: string, least: number, most: number): number | undefined {
  const number = Number(text);
  return /^\d{1,4}$/.test(text) && number >= least && number <= most ? number : undefined;
}
