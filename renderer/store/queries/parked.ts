import { editionOf } from '#domain/instrument/published/instrument-edition.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { FieldDatabase } from '../database.ts';
import type { ParkedItem } from '../store-api.ts';
import { unpackOnce } from './instrument-shelf.ts';
import { readProgrammeLogs } from './programme.ts';
import type { Answer } from './question.ts';
import { readAllSummaries } from './summaries.ts';

/** What could not be accepted, newest first, with its text so that it can be exported. */
export const answerParked: Answer<'parked'> = async ({ db }) => {
  // Side by side: a live query does not watch what is asked after the shelf of summaries has answered.
  const [parked, damaged] = await Promise.all([db.parked.toArray(), damagedInstruments(db)]);
  return [...damaged, ...parked.reverse().map(({ atMs, what, why, text }) => ({ atMs, what, why, text }))];
};

/** Published instruments that are not used. No row of their own: the document stays, and may be read by a later version. */
async function damagedInstruments(db: FieldDatabase): Promise<readonly ParkedItem[]> {
  const logs = await readProgrammeLogs(db);
  const summaries = (await readAllSummaries(db)).filter(
    ({ log, kind }) => kind === instrumentKind && logs.includes(log),
  );
  const documents = await db.documents.bulkGet(summaries.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document) => {
    if (document === undefined) return [];
    const unpacked = unpackOnce(db, document);
    if (unpacked.ok || unpacked.refusal.kind === 'incomplete') return [];
    const { changedAtMs: atMs, registers } = document;
    const text = JSON.stringify({ edition: editionOf(document), registers });
    return [{ atMs, what: 'instrument', why: unpacked.refusal.kind, text }];
  });
}
