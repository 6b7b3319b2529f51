import { type Document, valueAt } from '#domain/document/document.ts';
import { freeTextQuestions } from '#domain/instrument/free-text-questions.ts';
import { instrumentDocument } from '#domain/instrument/published/instrument-edition.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { FieldDatabase } from '../database.ts';
import type { DocumentRow } from '../rows.ts';
import { unpackOnce } from './instrument-shelf.ts';
import { readProgrammeLogs } from './programme.ts';

/** The document of a published version of an instrument (`id@version`), where this device has it. */
export async function readInstrumentDocument(
  db: FieldDatabase,
  ref: string,
): Promise<DocumentRow | undefined> {
  const doc = instrumentDocument(ref);
  const logs = await readProgrammeLogs(db);
  const rows = await db.documents.bulkGet(logs.map((log) => [log, doc] as const));
  return rows.find((row) => row?.kind === instrumentKind);
}

/**
 * The questions of the form of an assessment that are answered in words. None where the form is not here: nobody can
 * have answered it on this device.
 */
export async function readFreeTextQuestions(
  db: FieldDatabase,
  assessment: Document,
): Promise<ReadonlySet<string>> {
  const ref = valueAt(assessment, 'instrument');
  const document = typeof ref === 'string' && ref !== '' ? await readInstrumentDocument(db, ref) : undefined;
  const instrument = document && unpackOnce(db, document);
  return instrument?.ok ? freeTextQuestions(instrument.value) : new Set();
}
