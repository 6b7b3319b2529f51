import { Dexie } from 'dexie';
import { addToGroup } from '#base/group.ts';
import type { Register } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, isTextOp, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import { withoutTextContent } from '#domain/document/text-erasure.ts';
import { emptyTextUpdate } from '#domain/document/text-update.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { type AssessmentEnd, type InterviewNote, noteDueAtMs } from '#domain/interview/interview-note.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  allGroupsDueAtMs,
  type DueGroup,
  missionDueGroups,
  type RecordField,
  recordFieldAt,
  shortRetentionDue,
} from '#domain/privacy/retention-due.ts';
import { asProgramme, programmeDocumentId } from '#domain/programme/programme.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyTables } from '../db/device-only-tables.ts';
import type { LogRow } from '../db/log-row.ts';
import { readLogRows } from '../db/meta.ts';
import { type DocumentRow, opFromRow } from '../db/rows.ts';
import { readKnownProgrammeEndMs, readProgrammeLogs } from '../queries/programme-queries.ts';
import { readAllSummaries } from '../queries/summaries.ts';

/** Time when a note is due for erasure, in epoch milliseconds; null while unknown. */
type NoteDueLookup = (interviewNote: Pick<InterviewNote, 'log' | 'links'>) => number | null;

/** From the days on which assessments became final, as in the lists, and the programme's end. */
export async function readNoteDueTimes(db: FieldDatabase): Promise<NoteDueLookup> {
  const ends = new Map<LogId, AssessmentEnd[]>();
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [programmeEnd, summaryRows] = await Promise.all([readKnownProgrammeEndMs(db), readAllSummaries(db)]);
  for (const { log, doc, facts } of recordsOfKind(summaryRows, 'assessment')) {
    const finalOn = facts['periods/final-on'];
    const end = { doc, finalOn: typeof finalOn === 'string' ? finalOn : null };
    addToGroup(ends, log, end);
  }
  return (note) => noteDueAtMs(note, ends.get(note.log) ?? [], programmeEnd);
}

/** Field of a record on this laptop with present or earlier content. */
interface DueField extends RecordField {
  readonly doc: DocumentId;
}

/** Content of a mission that is due before the rest of it. */
export interface DueShortRetention {
  readonly row: LogRow;
  readonly groups: readonly DueGroup[];
  /** Time since when the last of them is due. */
  readonly dueAtMs: number;
  readonly fields: readonly DueField[];
}

/**
 * Content on this laptop that is due before the rest of its mission, by the same rule as at headquarters. While the
 * programme's end is unknown here, only content of records that state events of their own. Erased content is not due again.
 */
export async function findDueShortRetention(
  db: FieldDatabase,
  atMs: number,
): Promise<readonly DueShortRetention[]> {
  const endMs = await readKnownProgrammeEndMs(db);
  const hasEnded = endMs !== null && endMs <= atMs;
  // Before the programme ended only content of records with events of their own is due: until then nothing else has
  // to be read.
  // Not by the cache of summaries: the clock would go on in the read of a live query, where nothing may be written.
  const ending = (await db.summaries.toArray()).filter(
    ({ kind }) => (descriptorOf(kind)?.retention ?? null) !== null,
  );
  const withEvents = new Set(ending.map(({ log }) => log));
  const programmeIds = await readProgrammeLogs(db);
  const dueShortRetentions: DueShortRetention[] = [];
  for (const logRow of await readLogRows(db)) {
    const isProgramme = programmeIds.includes(logRow.log) || (await hasProgramme(db, logRow.log));
    if (logRow.erased || isProgramme || (!hasEnded && !withEvents.has(logRow.log))) continue;
    const { groups, fields } = shortRetentionDue(await readDueFields(db, logRow), endMs, atMs);
    const dueAtMs = Math.max(...groups.map((group) => group.dueAtMs ?? 0));
    if (groups.length > 0) dueShortRetentions.push({ row: logRow, groups, dueAtMs, fields: fields });
  }
  return dueShortRetentions;
}

/** All fields of a mission with present or earlier content here, held ops included. */
async function readDueFields(db: FieldDatabase, { log }: LogRow): Promise<readonly DueField[]> {
  const fields = new Map<string, DueField>();
  const documents = new Map<DocumentId, DocumentRow>();
  for (const document of await db.documents.where('log').equals(log).toArray()) {
    const { doc, registers } = document;
    documents.set(doc, document);
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][])
      if (hasRegisterContent(register))
        fields.set(`${doc} ${path}`, { doc, ...recordFieldAt(document, path) });
  }
  const opRows = await db.ops.where('[log+doc]').between([log, Dexie.minKey], [log, Dexie.maxKey]).toArray();
  for (const { doc, kind, path } of opRows.map(opFromRow).filter(hasOpContent)) {
    const document = documents.get(doc);
    fields.set(`${doc} ${path}`, { doc, ...(document ? recordFieldAt(document, path) : { kind, path }) });
  }
  return [...fields.values()];
}

const hasOpContent = (op: Op): boolean => op.erased !== true && (isTextOp(op) || op.value !== null);

const hasRegisterContent = ({ heads, text }: Register): boolean =>
  heads.some(({ value }) => value !== null) ||
  (text !== undefined && text !== emptyTextUpdate && text !== withoutTextContent(text));

/** Mission past the retention period of every group. */
export interface DueMissionContent {
  readonly row: LogRow;
  readonly groups: readonly DueGroup[];
  readonly dueAtMs: number;
}

/**
 * Missions on this laptop that are due as a whole now, by the same rule as at headquarters. None while the programme's
 * end is unknown here. Interview notes are erased with their mission, and never delay it.
 */
export async function findDueMissions(
  db: FieldDatabase,
  atMs: number,
): Promise<readonly DueMissionContent[]> {
  const endMs = await readKnownProgrammeEndMs(db);
  // No mission is due before its title is: for years nothing has to be read.
  if (!isPeriodOver(allGroupsDueAtMs(missionDueGroups([], endMs)), atMs)) return [];
  const programmeIds = await readProgrammeLogs(db);
  const dueMissionContents: DueMissionContent[] = [];
  for (const logRow of await readLogRows(db)) {
    if ((logRow.erased && !logRow.erased.off) || programmeIds.includes(logRow.log)) continue;
    // For a mission removed by a person, the title is still here.
    if (!logRow.erased && !(await isMissionHere(db, logRow.log))) continue;
    const dueGroups = missionDueGroups(await readMissionFields(db, logRow), endMs);
    const dueAtMs = allGroupsDueAtMs(dueGroups);
    if (isPeriodOver(dueAtMs, atMs)) dueMissionContents.push({ row: logRow, groups: dueGroups, dueAtMs });
  }
  return dueMissionContents;
}

const isPeriodOver = (dueAtMs: number | null, atMs: number): dueAtMs is number =>
  dueAtMs !== null && dueAtMs <= atMs;

/** Return whether a log is one of a programme: one in which this person lost all roles still has its document here. */
const hasProgramme = async (db: FieldDatabase, logId: LogId): Promise<boolean> =>
  asProgramme(await db.documents.get([logId, programmeDocumentId(logId)])) !== null;

/** True for content of a mission. */
async function isMissionHere(db: FieldDatabase, logId: LogId): Promise<boolean> {
  if (await hasProgramme(db, logId)) return false;
  const counts = await Promise.all([
    db.documents.where('log').equals(logId).count(),
    ...deviceOnlyTables(db).map((table) => table.where('log').equals(logId).count()),
    db.packs.where('[log+device+first]').between([logId, Dexie.minKey], [logId, Dexie.maxKey]).count(),
    db.early.where('[log+device+first]').between([logId, Dexie.minKey], [logId, Dexie.maxKey]).count(),
  ]);
  return counts.some((count) => count > 0);
}

async function readMissionFields(db: FieldDatabase, { log, held }: LogRow): Promise<readonly RecordField[]> {
  const recordFields: RecordField[] = [];
  // Keys of a parsed record are paths; Object.keys forgets that.
  for (const { kind, registers } of await db.documents.where('log').equals(log).toArray())
    for (const path of Object.keys(registers) as Path[]) recordFields.push({ kind, path });
  // A held op is in no document, but it is here. Keys of a parsed record are dots; Object.keys forgets that.
  const dots = Object.keys(held) as Dot[];
  const opRows = await db.ops.bulkGet(dots.map((dot) => [log, deviceOfDot(dot), numberOfDot(dot)] as const));
  return [...recordFields, ...opRows.flatMap((row) => (row === undefined ? [] : [row]))];
}
