import type { Mutex } from '#base/mutex.ts';
import type { LogId } from '#domain/ids.ts';
import { type InterviewNote, NoteDraft } from '#domain/interview/interview-note.ts';
import {
  type DeviceRecord,
  DeviceRecordDraft,
  maximumDeviceRecords,
  mayWriteDeviceRecord,
} from '#domain/workshop/device-record.ts';
import type {
  DeviceOnlyApi,
  DeviceOnlyTableName,
  DeviceRecordOptions,
  DeviceRecordResult,
  NoteResult,
} from '../api/device-only-api.ts';
import type { StoreApi } from '../api/store-api.ts';
import type { BarredTable } from '../api/undo-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { DeviceOnlyRow } from '../db/device-only-rows.ts';
import { deviceOnlyTable, deviceOnlyTables, putDeviceOnlyRows } from '../db/device-only-tables.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { saveBarredAct } from '../db/undo-list.ts';
import { eraseDeviceOnlyRows } from '../journal/erase-device-only-rows.ts';
import type { Journal } from '../journal/journal.ts';
import { entryFromRow } from '../journal/journal-entry.ts';
import { eraseTextDrafts, saveTextDraft } from './text-drafts.ts';
import { NotCommittedError, type UncommittedEntries } from './uncommitted-entries.ts';

interface DeviceOnlyActionDependencies extends DeviceOnlyWriteDependencies {
  /** Show a write while it is on its way, and its failure. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Commit a write that only the journal has; rejects with any other error. */
  readonly commitFromJournal: (error: unknown) => Promise<unknown>;
}

/** Actions of a person on content that stays on this laptop, and on the notice of erasures. */
export function createDeviceOnlyActions(
  parts: DeviceOnlyActionDependencies,
): DeviceOnlyApi & Pick<StoreApi, 'dismissErased'> {
  const save = <Result extends NoteResult | DeviceRecordResult>(
    saving: () => Promise<Result>,
  ): Promise<Result | SavedRows> =>
    parts.shown(() =>
      saving().catch(async (error: unknown): Promise<SavedRows> => {
        await parts.commitFromJournal(error);
        return { kind: 'saved' };
      }),
    );
  const erase = (
    barredTable: BarredTable,
    ids: readonly string[],
    { isOwnAct = true }: DeviceRecordOptions = {},
  ): Promise<void> =>
    parts.shown(() =>
      parts.mutex(async () => {
        const [row] = await deviceOnlyTable(parts.db, barredTable).bulkGet([...ids]);
        await eraseDeviceOnlyRows(parts, { table: barredTable, ids, erasures: [] });
        if (row === undefined || !isOwnAct) return;
        const { db } = parts;
        await db.transaction('rw', [db.undoSteps, db.meta], async () => {
          await saveBarredAct(
            db,
            row.log,
            { kind: 'rows', table: barredTable, isErased: true },
            parts.nowMs(),
          );
        });
      }),
    );
  return {
    saveNote: (noteDraft) => save(() => saveInterviewNote(parts, noteDraft)),
    eraseNote: (interviewNoteId) => erase('notes', [interviewNoteId]),
    saveDeviceRecords: (deviceRecordDrafts, recordOptions) =>
      save(() => saveDeviceRecords(parts, deviceRecordDrafts, recordOptions)),
    eraseDeviceRecords: (ids, recordOptions) => erase('deviceRecords', ids, recordOptions),
    saveTextDraft: (draftInput) => save(() => saveTextDraft(parts, draftInput)),
    eraseTextDrafts: (textDraftIds) => parts.shown(() => eraseTextDrafts(parts, textDraftIds)),
    dismissErased: async () => {
      await parts.db.erasures.toCollection().modify({ isRead: true });
      await parts.db.meta.bulkDelete(['erasedMissions', 'erasedParts']);
    },
  };
}

interface SavedRows {
  readonly kind: 'saved';
}

export interface DeviceOnlyWriteDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
  readonly mutex: Mutex;
  /** This laptop's clock, uncorrected. */
  readonly nowMs: () => number;
}

/** Save an interview note, which never leaves this laptop. Rejects when the disk fails. */
const saveInterviewNote = (
  writeDependencies: DeviceOnlyWriteDependencies,
  noteDraft: NoteDraft,
): Promise<NoteResult> =>
  writeDependencies.mutex(async () => {
    const note = NoteDraft.parse(noteDraft);
    const { refusal, before, atMs } = await readBeforeRows(writeDependencies, 'notes', [note.id], [note.log]);
    if (refusal !== null) return { kind: 'refused', reason: refusal };
    const [knownRow] = before;
    const row: InterviewNote = { ...note, revision: (knownRow?.revision ?? 0) + 1, changedAtMs: atMs };
    return putRows(writeDependencies, 'notes', [row], atMs);
  });

/**
 * Save records of workshops, which never leave this laptop: all of them, or none. A record that was saved meanwhile in
 * another window refuses the write: its fields would be lost. Rejects when the disk fails.
 */
const saveDeviceRecords = (
  writeDependencies: DeviceOnlyWriteDependencies,
  deviceRecordDrafts: readonly DeviceRecordDraft[],
  { isOwnAct = true }: DeviceRecordOptions = {},
): Promise<DeviceRecordResult> =>
  writeDependencies.mutex(async () => {
    const records = DeviceRecordDraft.array().max(maximumDeviceRecords).parse(deviceRecordDrafts);
    const ids = records.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw new Error('A record is in this write twice');
    const logIds = [...new Set(records.map(({ log }) => log))];
    const { refusal, before, atMs } = await readBeforeRows(writeDependencies, 'deviceRecords', ids, logIds);
    if (refusal !== null) return { kind: 'refused', reason: refusal };
    const grants = (await readMeta(writeDependencies.db, 'grants'))?.logs ?? {};
    if (!records.every((record) => mayWriteDeviceRecord(grants[record.log] ?? [], record)))
      return { kind: 'refused', reason: { kind: 'roleMayNotWrite' } };
    const known = new Map(before.map((row) => [row.id as string, row]));
    const changed = ids.filter((id, at) => records[at]?.revision !== known.get(id)?.revision);
    if (changed.length > 0) return { kind: 'refused', reason: { kind: 'changedMeanwhile', ids: changed } };
    const rows = records.map((deviceRecordDraft): DeviceRecord => {
      const earlier = known.get(deviceRecordDraft.id);
      return {
        ...deviceRecordDraft,
        revision: (earlier?.revision ?? 0) + 1,
        changedAtMs: atMs,
        ...(earlier && 'erasedBelow' in earlier && { erasedBelow: earlier.erasedBelow }),
      };
    });
    return putRows(writeDependencies, isOwnAct ? 'deviceRecords' : null, rows, atMs);
  });

/** Present rows, and the reason that nothing may be written in one of these logs. */
async function readBeforeRows(
  { db, nowMs }: DeviceOnlyWriteDependencies,
  tableName: DeviceOnlyTableName,
  ids: readonly string[],
  logIds: readonly LogId[],
) {
  const atMs = nowMs();
  const [previousRows, logRows] = await db.transaction('r', [...deviceOnlyTables(db), db.meta, db.logs], () =>
    Promise.all([
      deviceOnlyTable(db, tableName).bulkGet([...ids]),
      Promise.all(logIds.map((log) => readLogRow(db, log))),
    ]),
  );
  const refusal = logRows.some(({ erased }) => erased !== undefined)
    ? ({ kind: 'missionErased' } as const)
    : null;
  return { refusal, before: previousRows.filter((row) => row !== undefined), atMs };
}

/**
 * The journal gets them first, then the database, as any write (D1), but no op and no pack.
 * @param acted table of an act of this person, which no undo takes back; null for an act of somebody else
 */
async function putRows(
  { db, journal, uncommitted }: DeviceOnlyWriteDependencies,
  acted: BarredTable | null,
  deviceOnlyRows: readonly DeviceOnlyRow[],
  atMs: number,
): Promise<SavedRows> {
  const [firstRow] = deviceOnlyRows;
  if (firstRow === undefined) return { kind: 'saved' };
  await journal.append(deviceOnlyRows.map(entryFromRow));
  try {
    await db.transaction('rw', [...deviceOnlyTables(db), db.meta, db.undoSteps], async () => {
      await Promise.all([
        putDeviceOnlyRows(db, deviceOnlyRows),
        putMeta(db, 'saved', { atMs }),
        acted && saveBarredAct(db, firstRow.log, { kind: 'rows', table: acted, isErased: false }, atMs),
      ]);
    });
  } catch (error) {
    if (!journal.isThere) throw error;
    uncommitted.add({ kind: 'rows', rows: deviceOnlyRows });
    throw new NotCommittedError([], error);
  }
  return { kind: 'saved' };
}
