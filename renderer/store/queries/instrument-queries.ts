import type { Result } from '#base/result.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import {
  compareInstrumentVersions,
  type EditionDamage,
  instrumentDocumentId,
  instrumentRefOf,
  readInstrumentEdition,
  readPublishedInstrument,
} from '#domain/instrument/instrument-edition.ts';
import { InstrumentEdition, instrumentKind } from '#domain/instrument/instrument-kind.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { freeTextQuestionIds } from '#forms/model/placed-nodes.ts';
import type { QuarantinedItem } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { DocumentRow, SummaryRow } from '../db/rows.ts';
import type { QueryFunction } from './live-query.ts';
import { readProgrammeLogs } from './programme-queries.ts';
import { readAllSummaries } from './summaries.ts';

/** Document of a published version of an instrument (`id@version`), if it is on this device. */
async function readInstrumentDocument(db: FieldDatabase, ref: string): Promise<DocumentRow | undefined> {
  const documentId = instrumentDocumentId(ref);
  const logIds = await readProgrammeLogs(db);
  const baseRows = await db.documents.bulkGet(logIds.map((log) => [log, documentId] as const));
  return baseRows.find((row) => row?.kind === instrumentKind);
}

/**
 * Free-text questions in the form of an assessment. None when the form is not here: then nobody can have answered it on
 * this device.
 */
export async function readFreeTextQuestions(
  db: FieldDatabase,
  assessment: Document,
): Promise<ReadonlySet<string>> {
  const ref = valueAt(assessment, 'instrument');
  const document = typeof ref === 'string' && ref !== '' ? await readInstrumentDocument(db, ref) : undefined;
  const unpackedInstrument = document && unpackCachedInstrument(db, document);
  return unpackedInstrument?.ok ? freeTextQuestionIds(unpackedInstrument.value) : new Set();
}

type UnpackedInstrument = Result<Instrument, EditionDamage>;

/** Number of unpacked instruments to keep: a mission has a few, and one of a thousand questions is some megabytes. */
const maximumUnpacked = 6;
const instrumentCaches = new WeakMap<FieldDatabase, Map<string, UnpackedInstrument>>();

/**
 * Instrument of a document, checked against its hash. Unpacked once: it never changes, and unpacking and parsing takes
 * as long as a hundred writes. An incomplete or damaged one is tried again.
 */
function unpackCachedInstrument(db: FieldDatabase, documentRow: DocumentRow): UnpackedInstrument {
  const shelf = instrumentCaches.get(db) ?? new Map<string, UnpackedInstrument>();
  instrumentCaches.set(db, shelf);
  const name = `${documentRow.doc} ${JSON.stringify(valueAt(documentRow, 'hash'))}`;
  const knownInstrument = shelf.get(name);
  const unpacked = knownInstrument ?? readPublishedInstrument(documentRow);
  if (!unpacked.ok) return unpacked;
  shelf.delete(name);
  shelf.set(name, unpacked);
  const [oldest] = shelf.keys();
  if (shelf.size > maximumUnpacked && oldest !== undefined) shelf.delete(oldest);
  return unpacked;
}

/**
 * One published version of an instrument. Reads its own document alone, so that other writes do not repeat the query.
 */
export const queryInstrument: QueryFunction<'instrument'> = async ({ db }, { ref }) => {
  const document = await readInstrumentDocument(db, ref);
  if (document === undefined) return { kind: 'absent' };
  const unpackedInstrument = unpackCachedInstrument(db, document);
  if (!unpackedInstrument.ok) {
    const why = unpackedInstrument.refusal.kind;
    // Its other parts are on their way.
    return why === 'incomplete' ? { kind: 'absent' } : { kind: 'damaged', why };
  }
  const instrumentEdition = readInstrumentEdition(document);
  return instrumentEdition === null
    ? { kind: 'absent' }
    : { kind: 'here', edition: instrumentEdition, instrument: unpackedInstrument.value };
};

/** All published versions of instruments on this device. */
export const queryInstruments: QueryFunction<'instruments'> = async ({ db }) => {
  const logIds = await readProgrammeLogs(db);
  return recordsOfKind(await readAllSummaries(db), 'instrument')
    .filter(({ log }) => logIds.includes(log))
    .flatMap(editionOfSummary)
    .sort((a, b) => a.title.localeCompare(b.title) || compareInstrumentVersions(b.version, a.version));
};

function editionOfSummary({ title, status, facts }: SummaryRow): readonly InstrumentEdition[] {
  const { id, version } = facts;
  if (typeof id !== 'string' || typeof version !== 'string') return [];
  const edition = InstrumentEdition.safeParse({
    ...facts,
    ref: instrumentRefOf({ id, version }),
    title,
    status,
  });
  return edition.success ? [edition.data] : [];
}

/** Unusable published instruments. They have no row of their own: a later version may read the document. */
export async function readDamagedInstruments(db: FieldDatabase): Promise<readonly QuarantinedItem[]> {
  const logIds = await readProgrammeLogs(db);
  const summaries = recordsOfKind(await readAllSummaries(db), 'instrument').filter(({ log }) =>
    logIds.includes(log),
  );
  const documents = await db.documents.bulkGet(summaries.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document) => {
    if (document === undefined) return [];
    const unpackedInstrument = unpackCachedInstrument(db, document);
    if (unpackedInstrument.ok || unpackedInstrument.refusal.kind === 'incomplete') return [];
    const { changedAtMs: atMs, registers } = document;
    const text = JSON.stringify({ edition: readInstrumentEdition(document), registers });
    return [{ atMs, what: 'instrument', why: unpackedInstrument.refusal.kind, text }];
  });
}
