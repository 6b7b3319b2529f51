import { Dexie } from 'dexie';
import { emptyUpdate, withoutWords } from '#domain/document/merge-text.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Register } from '#domain/document/register.ts';
import type { DocumentId } from '#domain/ids.ts';
import { type Field, fieldIn, type GroupDue, partDue } from '#domain/privacy/due.ts';
import { programmeDocument, programmeKind } from '#domain/programme/programme.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRows } from '../log-table.ts';
import { readProgrammeEndMs, readProgrammeLogs } from '../queries/programme.ts';
import { type DocumentRow, type LogRow, opOf } from '../rows.ts';

/** A field of a record of this laptop in which something stands, or once stood. */
export interface Place extends Field {
  readonly doc: DocumentId;
}

/** What of a mission is due before the rest of it. */
export interface PartDue {
  readonly row: LogRow;
  readonly groups: readonly GroupDue[];
  /** Since when the last of them is. */
  readonly dueAtMs: number;
  readonly places: readonly Place[];
}

/**
 * What is due on this laptop before the rest of its mission, by the same question as headquarters asks; none while the end
 * of the programme is not known here. What was erased is not due again.
 */
export async function findDueParts(db: FieldDatabase, atMs: number): Promise<readonly PartDue[]> {
  const endMs = await readProgrammeEndMs(db);
  // Nothing is due before the programme is over: until then nothing has to be read.
  if (endMs === null || endMs > atMs) return [];
  const programmes = await readProgrammeLogs(db);
  const due: PartDue[] = [];
  for (const row of await readLogRows(db)) {
    const isProgramme =
      programmes.includes(row.log) ||
      (await db.documents.get([row.log, programmeDocument(row.log)]))?.kind === programmeKind;
    if (row.erased || isProgramme) continue;
    const { groups, fields } = partDue(await readPlaces(db, row), endMs, atMs);
    const dueAtMs = Math.max(...groups.map((group) => group.dueAtMs ?? 0));
    if (groups.length > 0) due.push({ row, groups, dueAtMs, places: fields });
  }
  return due;
}

/** All fields of a mission that have, or had, anything in them that is still here, held or not. */
async function readPlaces(db: FieldDatabase, { log }: LogRow): Promise<readonly Place[]> {
  const places = new Map<string, Place>();
  const documents = new Map<DocumentId, DocumentRow>();
  for (const document of await db.documents.where('log').equals(log).toArray()) {
    const { doc, registers } = document;
    documents.set(doc, document);
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][])
      if (says(register)) places.set(`${doc} ${path}`, { doc, ...fieldIn(document, path) });
  }
  const rows = await db.ops.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray();
  for (const { doc, kind, path } of rows.map(opOf).filter(hasWords)) {
    const document = documents.get(doc);
    places.set(`${doc} ${path}`, { doc, ...(document ? fieldIn(document, path) : { kind, path }) });
  }
  return [...places.values()];
}

const hasWords = (op: Op): boolean => op.erased !== true && (isTextOp(op) || op.value !== null);

const says = ({ heads, text }: Register): boolean =>
  heads.some(({ value }) => value !== null) ||
  (text !== undefined && text !== emptyUpdate && text !== withoutWords(text));
