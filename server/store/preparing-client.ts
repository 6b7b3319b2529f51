import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements with more parameters are lists of some length: there are too many of them to keep. */
const mostParameters = 16;

/**
 * A connection on which PostgreSQL plans a statement once and not each time it is asked: a sync request is some twenty
 * of them, always the same. A pooler between the two must pass prepared statements on (PgBouncer 1.21 does).
 */
export class PreparingClient extends pg.Client {
  // The many ways to call it are the driver's; kysely uses a text with its parameters.
  override query(...asked: readonly unknown[]): never {
    const [text, values] = asked;
    const isKept =
      typeof text === 'string' &&
      Array.isArray(values) &&
      values.length > 0 &&
      values.length <= mostParameters;
    const ask = super.query.bind(this) as (...all: readonly unknown[]) => never;
    return isKept ? ask({ text, values, name: nameOf(text) }, ...asked.slice(2)) : ask(...asked);
  }
}

const names = new Map<string, string>();

/** A name for a statement's text, within the 63 characters that PostgreSQL tells apart. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
