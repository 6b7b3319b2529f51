import type { Json } from '#domain/base/json.ts';
import { Dot } from '#domain/document/dot.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import { schemaOf } from '#domain/document/kinds.ts';
import type { Decision } from './decision.ts';

/**
 * All values of a text as one, newest first, to keep both: lines one below the other, titles in one line. Null where the
 * values are no texts, or together are too long for the register.
 */
export function joinTexts({ words, values, doc, kind, over }: Decision): string | null {
  if (words.sort !== 'line' && words.sort !== 'lines') return null;
  const texts = values.map(({ value }) => value).filter(isFilled);
  const [path] = over.keys();
  if (texts.length < 2 || path === undefined) return null;
  const joined = texts.join(words.sort === 'line' ? ' / ' : '\n\n');
  const schema = schemaOf(kind);
  const probe = { dot: probeDot, stamp: [0, 0] as const, doc, kind, path, over: [], value: joined };
  return schema !== undefined && checkAgainstSchema(schema, probe).ok ? joined : null;
}

const isFilled = (value: Json): value is string => typeof value === 'string' && value.trim() !== '';

// The schema asks for a whole op; only path and value matter to it.
const probeDot = Dot.parse(`${'0'.repeat(32)}.1`);
