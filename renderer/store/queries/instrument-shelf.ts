import type { Result } from '#domain/base/result.ts';
import { valueAt } from '#domain/document/document.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { type EditionDamage, instrumentIn } from '#domain/instrument/published/instrument-edition.ts';
import type { FieldDatabase } from '../database.ts';
import type { DocumentRow } from '../rows.ts';

type Unpacked = Result<Instrument, EditionDamage>;

/** How many instruments stay unpacked: a mission has a few, and one of a thousand questions is some megabytes. */
const mostUnpacked = 6;
const shelves = new WeakMap<FieldDatabase, Map<string, Unpacked>>();

/**
 * The instrument in a document, checked against its hash. Once: it never changes, and to unpack and parse it takes as
 * long as a hundred writes. What is incomplete or damaged is looked at again.
 */
export function unpackOnce(db: FieldDatabase, document: DocumentRow): Unpacked {
  const shelf = shelves.get(db) ?? new Map<string, Unpacked>();
  shelves.set(db, shelf);
  const name = `${document.doc} ${JSON.stringify(valueAt(document, 'hash'))}`;
  const known = shelf.get(name);
  const unpacked = known ?? instrumentIn(document);
  if (!unpacked.ok) return unpacked;
  shelf.delete(name);
  shelf.set(name, unpacked);
  const [oldest] = shelf.keys();
  if (shelf.size > mostUnpacked && oldest !== undefined) shelf.delete(oldest);
  return unpacked;
}
