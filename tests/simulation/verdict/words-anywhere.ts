import { parseTextUpdate } from '#domain/document/text-update.ts';
import { wordsOfUpdate } from './oracle.ts';

/** Fields of random letters, in which a word may stand by chance. */
const noContent: ReadonlySet<string> = new Set(['sig', 'hash', 'prev', 'key', 'keys', 'publicKey']);

/**
 * All words of a world in a value; those of a text are within its updates.
 * @param except logs whose rows and entries do not count
 */
export function wordsAnywhere(
  something: unknown,
  except: ReadonlySet<unknown> = new Set(),
): readonly string[] {
  const isExcepted = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'log' in value && except.has(value.log);
  const text = JSON.stringify(something, (key, value: unknown) =>
    noContent.has(key) || isExcepted(value) ? null : value,
  );
  const updates = [...text.matchAll(/"\$?text\\*":\\*"([A-Za-z0-9+/]+={0,2})\\*"/g)];
  const told = updates.flatMap(([, update = '']) =>
    parseTextUpdate(update) === null ? [] : wordsOfUpdate(update),
  );
  return [...(text.match(/\bw\d+\b/g) ?? []), ...told];
}
