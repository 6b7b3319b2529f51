import { Dexie } from 'dexie';
import { type Dot, deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { LogId } from '#domain/ids.ts';
import { type Field, type GroupDue, missionDue, wholeDueAtMs } from '#domain/privacy/due.ts';
import { programmeDocument, programmeKind } from '#domain/programme/programme.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRows } from '../log-table.ts';
import { readProgrammeEndMs, readProgrammeLogs } from '../queries/programme.ts';
import type { LogRow } from '../rows.ts';

/** A mission of which the period of every group is over. */
export interface MissionDue {
  readonly row: LogRow;
  readonly groups: readonly GroupDue[];
  readonly dueAtMs: number;
}

/**
 * The missions on this laptop that are due as a whole at this moment, by the same question as headquarters asks. None
 * while the end of the programme is not known here. Interview notes go with their mission, and are no reason to keep it.
 */
export async function findDueMissions(db: FieldDatabase, atMs: number): Promise<readonly MissionDue[]> {
  const endMs = await readProgrammeEndMs(db);
  // No mission is due before its name is: nothing has to be read for years.
  if (!isOver(wholeDueAtMs(missionDue([], endMs)), atMs)) return [];
  const programmes = await readProgrammeLogs(db);
  const due: MissionDue[] = [];
  for (const row of await readLogRows(db)) {
    if ((row.erased && !row.erased.off) || programmes.includes(row.log)) continue;
    // Of one that a person took off there is the name.
    if (!row.erased && !(await isMissionHere(db, row.log))) continue;
    const groups = missionDue(await readFields(db, row), endMs);
    const dueAtMs = wholeDueAtMs(groups);
    if (isOver(dueAtMs, atMs)) due.push({ row, groups, dueAtMs });
  }
  return due;
}

const isOver = (dueAtMs: number | null, atMs: number): dueAtMs is number =>
  dueAtMs !== null && dueAtMs <= atMs;

/** Something of it, and it is a mission: a programme that this person has no role in any more still has its document. */
async function isMissionHere(db: FieldDatabase, log: LogId): Promise<boolean> {
  if ((await db.documents.get([log, programmeDocument(log)]))?.kind === programmeKind) return false;
  const counts = await Promise.all([
    db.documents.where('log').equals(log).count(),
    db.notes.where('log').equals(log).count(),
    db.packs.where('[log+device+first]').between([log, Dexie.minKey], [log, Dexie.maxKey]).count(),
    db.early.where('[log+device+first]').between([log, Dexie.minKey], [log, Dexie.maxKey]).count(),
  ]);
  return counts.some((count) => count > 0);
}

async function readFields(db: FieldDatabase, { log, held }: LogRow): Promise<readonly Field[]> {
  const fields: Field[] = [];
  // Keys of a parsed record are paths; Object.keys forgets that.
  for (const { kind, registers } of await db.documents.where('log').equals(log).toArray())
    for (const path of Object.keys(registers) as Path[]) fields.push({ kind, path });
  // What is held is in no document, and here all the same. Keys of a parsed record are dots; Object.keys forgets that.
  const dots = Object.keys(held) as Dot[];
  const rows = await db.ops.bulkGet(dots.map((dot) => [log, deviceOf(dot), numberOf(dot)] as const));
  return [...fields, ...rows.flatMap((row) => (row === undefined ? [] : [row]))];
}
