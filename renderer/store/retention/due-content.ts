import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readCachedMeta } from '../db/row-cache.ts';
import { putMeta, readMeta, readSomeMeta } from '../db/meta.ts';
import { type DocumentRow, type LogRow, opFromRow } from '../db/rows.ts';
import { Dexie } from 'dexie';
import { deviceOfDot, type Dot, numberOfDot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import {
  allGroupsDueAtMs,
  type DueGroup,
  type GraceState,
  isGracePeriodOver,
  missionDueGroups,
  type RecordField,
  recordFieldAt,
  shortRetentionDue,
  updateGraceState,
} from '#domain/privacy/retention-due.ts';
import { programmeDocumentId, programmeKind } from '#domain/programme/programme.ts';
import { readLogRows } from '../db/log-rows.ts';
import { readKnownProgrammeEndMs, readProgrammeLogs } from '../queries/programme-queries.ts';
import { emptyTextUpdate, withoutTextContent } from '#domain/document/merge-text.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { Register } from '#domain/document/register.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type AssessmentEnd, type InterviewNote, noteDueAtMs } from '#domain/interview/interview-note.ts';
import { agreedNowMs } from '#domain/people/lease.ts';
import { readAllSummaries } from '../queries/summaries.ts';

/** Says when a note is due to be erased, in epoch milliseconds; null while that is not known. */
type NoteDueLookup = (note: Pick<InterviewNote, 'log' | 'links'>) => number | null;

/** From the days on which assessments became final, as the lists know them, and the programme's end. */
export async function readNoteDueTimes(db: FieldDatabase): Promise<NoteDueLookup> {
  const ends = new Map<LogId, AssessmentEnd[]>();
  // Side by side: a live query does not watch what is asked after the shelf of summaries has answered.
  const [programmeEnd, summaries] = await Promise.all([readKnownProgrammeEndMs(db), readAllSummaries(db)]);
  for (const { log, doc, kind, facts } of summaries) {
    if (kind !== assessmentKind) continue;
    const finalOn = facts['periods/final-on'];
    const end = { doc, finalOn: typeof finalOn === 'string' ? finalOn : null };
    ends.set(log, [...(ends.get(log) ?? []), end]);
  }
  return (note) => noteDueAtMs(note, ends.get(note.log) ?? [], programmeEnd);
}

/**
 * How late it is at least, by headquarters' clock; null while that is not known, as in a database that was built anew
 * and has heard nothing from headquarters since. Runs in the caller's transaction over `meta`, or in none.
 */
export async function readAgreedNowMs(db: FieldDatabase, nowMs: number): Promise<number | null> {
  const { lease, clockOffsetMs } = await readSomeMeta(db, ['lease', 'clockOffsetMs']);
  return lease === undefined || clockOffsetMs === undefined
    ? null
    : agreedNowMs(lease, nowMs) + clockOffsetMs;
}

/** A field of a record of this laptop in which something stands, or once stood. */
interface DueField extends RecordField {
  readonly doc: DocumentId;
}

/** What of a mission is due before the rest of it. */
export interface DueShortRetention {
  readonly row: LogRow;
  readonly groups: readonly DueGroup[];
  /** Since when the last of them is. */
  readonly dueAtMs: number;
  readonly places: readonly DueField[];
}

/**
 * What is due on this laptop before the rest of its mission, by the same question as headquarters asks; none while the end
 * of the programme is not known here. What was erased is not due again.
 */
export async function findDueShortRetention(
  db: FieldDatabase,
  atMs: number,
): Promise<readonly DueShortRetention[]> {
  const endMs = await readKnownProgrammeEndMs(db);
  // Nothing is due before the programme is over: until then nothing has to be read.
  if (endMs === null || endMs > atMs) return [];
  const programmes = await readProgrammeLogs(db);
  const due: DueShortRetention[] = [];
  for (const row of await readLogRows(db)) {
    const isProgramme =
      programmes.includes(row.log) ||
      (await db.documents.get([row.log, programmeDocumentId(row.log)]))?.kind === programmeKind;
    if (row.erased || isProgramme) continue;
    const { groups, fields } = shortRetentionDue(await readDueFields(db, row), endMs, atMs);
    const dueAtMs = Math.max(...groups.map((group) => group.dueAtMs ?? 0));
    if (groups.length > 0) due.push({ row, groups, dueAtMs, places: fields });
  }
  return due;
}

/** All fields of a mission that have, or had, anything in them that is still here, held or not. */
async function readDueFields(db: FieldDatabase, { log }: LogRow): Promise<readonly DueField[]> {
  const places = new Map<string, DueField>();
  const documents = new Map<DocumentId, DocumentRow>();
  for (const document of await db.documents.where('log').equals(log).toArray()) {
    const { doc, registers } = document;
    documents.set(doc, document);
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][])
      if (hasRegisterContent(register))
        places.set(`${doc} ${path}`, { doc, ...recordFieldAt(document, path) });
  }
  const rows = await db.ops.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray();
  for (const { doc, kind, path } of rows.map(opFromRow).filter(hasOpContent)) {
    const document = documents.get(doc);
    places.set(`${doc} ${path}`, { doc, ...(document ? recordFieldAt(document, path) : { kind, path }) });
  }
  return [...places.values()];
}

const hasOpContent = (op: Op): boolean => op.erased !== true && (isTextOp(op) || op.value !== null);

const hasRegisterContent = ({ heads, text }: Register): boolean =>
  heads.some(({ value }) => value !== null) ||
  (text !== undefined && text !== emptyTextUpdate && text !== withoutTextContent(text));

/** A mission of which the period of every group is over. */
export interface DueMissionContent {
  readonly row: LogRow;
  readonly groups: readonly DueGroup[];
  readonly dueAtMs: number;
}

/**
 * The missions on this laptop that are due as a whole at this moment, by the same question as headquarters asks. None
 * while the end of the programme is not known here. Interview notes go with their mission, and are no reason to keep it.
 */
export async function findDueMissions(
  db: FieldDatabase,
  atMs: number,
): Promise<readonly DueMissionContent[]> {
  const endMs = await readKnownProgrammeEndMs(db);
  // No mission is due before its name is: nothing has to be read for years.
  if (!isPeriodOver(allGroupsDueAtMs(missionDueGroups([], endMs)), atMs)) return [];
  const programmes = await readProgrammeLogs(db);
  const due: DueMissionContent[] = [];
  for (const row of await readLogRows(db)) {
    if ((row.erased && !row.erased.off) || programmes.includes(row.log)) continue;
    // Of one that a person took off there is the name.
    if (!row.erased && !(await isMissionHere(db, row.log))) continue;
    const groups = missionDueGroups(await readMissionFields(db, row), endMs);
    const dueAtMs = allGroupsDueAtMs(groups);
    if (isPeriodOver(dueAtMs, atMs)) due.push({ row, groups, dueAtMs });
  }
  return due;
}

const isPeriodOver = (dueAtMs: number | null, atMs: number): dueAtMs is number =>
  dueAtMs !== null && dueAtMs <= atMs;

/** Something of it, and it is a mission: a programme that this person has no role in any more still has its document. */
async function isMissionHere(db: FieldDatabase, log: LogId): Promise<boolean> {
  if ((await db.documents.get([log, programmeDocumentId(log)]))?.kind === programmeKind) return false;
  const counts = await Promise.all([
    db.documents.where('log').equals(log).count(),
    db.notes.where('log').equals(log).count(),
    db.packs.where('[log+device+first]').between([log, Dexie.minKey], [log, Dexie.maxKey]).count(),
    db.early.where('[log+device+first]').between([log, Dexie.minKey], [log, Dexie.maxKey]).count(),
  ]);
  return counts.some((count) => count > 0);
}

async function readMissionFields(db: FieldDatabase, { log, held }: LogRow): Promise<readonly RecordField[]> {
  const fields: RecordField[] = [];
  // Keys of a parsed record are paths; Object.keys forgets that.
  for (const { kind, registers } of await db.documents.where('log').equals(log).toArray())
    for (const path of Object.keys(registers) as Path[]) fields.push({ kind, path });
  // What is held is in no document, and here all the same. Keys of a parsed record are dots; Object.keys forgets that.
  const dots = Object.keys(held) as Dot[];
  const rows = await db.ops.bulkGet(dots.map((dot) => [log, deviceOfDot(dot), numberOfDot(dot)] as const));
  return [...fields, ...rows.flatMap((row) => (row === undefined ? [] : [row]))];
}

/** Something of a mission that is due, and by which day it is listed. */
interface DueItem {
  readonly row: LogRow;
  readonly dueAtMs: number;
}

/** One of the lists that the person sees before anything is erased, and what stands in it. */
export interface DueList<D extends DueItem> {
  readonly name: 'dueMissions' | 'dueParts';
  readonly find: (db: FieldDatabase, atMs: number) => Promise<readonly D[]>;
}

/** Brings a list up to date; answers what has stood in it for long enough. While it is not known how late it is, it stands. */
export async function updateDueList<D extends DueItem>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  nowMs: number,
): Promise<readonly D[]> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return [];
  const due = await find(db, atMs);
  const before = await readCachedMeta(db, name);
  if (due.length === 0 && before === undefined) return [];
  const listed: Record<LogId, GraceState> = {};
  for (const { row, dueAtMs } of due) listed[row.log] = updateGraceState(before?.[row.log], dueAtMs, atMs);
  await putMeta(db, name, listed);
  return due.filter((one) => isErasable(one, listed[one.row.log], atMs));
}

/** What of a mission is still due by the day that it was listed by, and has stood in the list for long enough; else null. */
export async function readListedDue<D extends DueItem>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  log: LogId,
  nowMs: number,
): Promise<{ readonly due: D; readonly atMs: number } | null> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return null;
  const listed = (await readMeta(db, name))?.[log];
  const due = (await find(db, atMs)).find(({ row }) => row.log === log);
  return due === undefined || !isErasable(due, listed, atMs) ? null : { due, atMs };
}

/** It is gone, or is not to be listed any more. */
export async function removeFromDueList(
  db: FieldDatabase,
  name: DueList<DueItem>['name'],
  log: LogId,
): Promise<void> {
  const { [log]: listed, ...others } = (await readMeta(db, name)) ?? {};
  if (listed) await putMeta(db, name, others);
}

const isErasable = ({ dueAtMs }: DueItem, listed: GraceState | undefined, atMs: number): boolean =>
  listed !== undefined && listed.dueAtMs === dueAtMs && isGracePeriodOver(listed, atMs);
