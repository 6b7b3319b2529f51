import { deviceOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { decisionsIn } from '#domain/document/summary.ts';
import type { DocumentRow } from '../rows.ts';
import type { ConflictEntry } from '../store-api.ts';
import type { Answer } from './question.ts';

/** Everything that waits for a person's decision: registers in conflict (M3) and contested removals (M5). */
export const answerConflicts: Answer<'conflicts'> = async ({ db }) => {
  const rows = (await db.shelf.read()).filter(({ conflicts }) => conflicts > 0);
  const documents = await db.documents.bulkGet(rows.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document, at) => {
    const title = rows[at]?.title ?? '';
    return document ? decisionsIn(document).map((path) => entryOf(document, title, path)) : [];
  });
};

function entryOf(document: DocumentRow, title: string, path: Path): ConflictEntry {
  const { log, doc, kind } = document;
  const heads = (document.registers[path]?.heads ?? []).map(({ dot, stamp, value }) => ({
    dot,
    stamp,
    device: deviceOf(dot),
    value,
  }));
  return { log, doc, kind, title, path, heads };
}
