import * as z from 'zod';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import { Op } from '#domain/document/op.ts';
import { TextDraft, TextDraftId } from '#domain/draft/text-draft.ts';
import { DeviceId, LogId } from '#domain/ids.ts';
import { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import { ErasedCount } from '#domain/path-rules/data-groups.ts';
import { DeviceRecord } from '#domain/workshop/device-record.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { Grants, Pack } from '#sync/protocol/wire.ts';
import type { DeviceOnlyTableName } from '../api/device-only-api.ts';
import type { DeviceOnlyRow } from '../db/device-only-rows.ts';
import { ChainEnd, LogErasure } from '../db/log-row.ts';
import { EnrolmentTerms, type PackRow } from '../db/rows.ts';

const nonNegativeInteger = z.int().nonnegative();

const OpWithUnboundedStamp = z.looseObject({ stamp: z.tuple([nonNegativeInteger, nonNegativeInteger]) });
/** An earlier version kept HLC timestamps beyond the bounds. They are read as within them, not as damage. */
const JournaledOp = z.union([
  Op,
  z.preprocess((op) => {
    const { data } = OpWithUnboundedStamp.safeParse(op);
    return data && { ...data, stamp: boundTimestamp(data.stamp) };
  }, Op),
]);

/** Own ops of one write, kept before the database has them (D1). */
const OwnOpsEntry = z.object({
  kind: z.literal('ops'),
  log: LogId,
  ops: z.readonly(z.array(JournaledOp).min(1)),
});

/** Own pack, kept before it is first sent. The same ops signed with other limits would be a fork (P1, P2). */
export const OwnPackEntry = z.readonly(
  z.object({
    kind: z.literal('pack'),
    log: LogId,
    device: DeviceId,
    first: z.int().positive(),
    last: z.int().positive(),
    hash: Sha256,
    pack: Pack,
  }),
);
export type OwnPackEntry = z.infer<typeof OwnPackEntry>;

/**
 * End of the own chain in each log when older files were dropped (D3). Headquarters has everything up to `n`, so a
 * database that is rebuilt from this journal continues from there.
 */
export const CheckpointEntry = z.readonly(
  z.object({
    kind: z.literal('mark'),
    device: DeviceId,
    logs: z.readonly(z.record(LogId, ChainEnd)),
  }),
);
export type CheckpointEntry = z.infer<typeof CheckpointEntry>;

/**
 * New identity of the device (P2). Ops of `from` after `upTo` continue as these ops of `to`, in the same order. One
 * entry, so that all of them or none are kept.
 */
export const IdentityAdoptionEntry = z.readonly(
  z.object({
    kind: z.literal('adopted'),
    from: DeviceId,
    to: DeviceId,
    logs: z.readonly(
      z.array(
        z.readonly(
          z.object({
            log: LogId,
            upTo: z.int().nonnegative(),
            ops: z.readonly(z.array(JournaledOp)),
            /** Numbers of these ops under `from`; in entries before this field all after `upTo`, without a hole. */
            numbers: z.readonly(z.array(z.int().positive())).optional(),
          }),
        ),
      ),
    ),
  }),
);
export type IdentityAdoptionEntry = z.infer<typeof IdentityAdoptionEntry>;

/** Grants and names, so that both are valid offline after the database was lost. The last entry counts. */
export const GrantsEntry = z.readonly(
  z.object({
    kind: z.literal('grants'),
    grants: Grants,
    enrolment: z.optional(EnrolmentTerms),
  }),
);
export type GrantsEntry = z.infer<typeof GrantsEntry>;

/** Item that could not be accepted, with its reason, one an entry. No other copy survives a lost database. */
export const QuarantineEntry = z.readonly(
  z.object({
    kind: z.literal('parked'),
    atMs: z.int().nonnegative(),
    what: z.enum(['pack', 'ownPack', 'entry']),
    why: z.string(),
    hash: Sha256,
    text: z.string(),
    sig: z.string().optional(),
  }),
);
export type QuarantineEntry = z.infer<typeof QuarantineEntry>;

const JournaledRun = z.readonly(
  z.object({
    startedAtMs: nonNegativeInteger,
    endedAtMs: nonNegativeInteger,
    outcome: z.enum(['done', 'interrupted', 'refused']),
    code: z.string().nullable(),
    roundTrips: nonNegativeInteger,
    bytesUp: nonNegativeInteger,
    bytesDown: nonNegativeInteger,
    changesUp: nonNegativeInteger,
    changesDown: nonNegativeInteger,
  }),
);

/** Some sync runs. Of two runs with the same start the later entry counts: it was still going on. */
export const SyncRunsEntry = z.readonly(
  z.object({ kind: z.literal('runs'), runs: z.readonly(z.array(JournaledRun)) }),
);
export type SyncRunsEntry = z.infer<typeof SyncRunsEntry>;

/**
 * Interview note, which is on this laptop alone (docs/requirements.md E): no op, and in no pack. Of two entries with
 * one id the later revision counts.
 */
const InterviewNoteEntry = z.readonly(z.object({ kind: z.literal('note'), note: InterviewNote }));

/** Report for headquarters when the retention clock, or a removal of a mission, erased something. */
const JournaledErasure = z.readonly(
  z.object({
    id: z.string().min(1).max(200),
    log: LogId,
    atMs: nonNegativeInteger,
    ...ErasedCount.unwrap().shape,
  }),
);
export type JournaledErasure = z.infer<typeof JournaledErasure>;

/** Erased notes: all other entries about them are void. */
const NotesErasedEntry = z.readonly(
  z.object({
    kind: z.literal('notesErased'),
    ids: z.readonly(z.array(InterviewNoteId)),
    erasure: z.optional(JournaledErasure),
  }),
);

/** Record of a workshop that is on this laptop alone, one an entry: so it can be made unreadable alone. */
const DeviceRecordEntry = z.readonly(z.object({ kind: z.literal('deviceRecord'), record: DeviceRecord }));

/** Erased records: all other entries about them are void. Without ids: only fields of records were erased. */
const DeviceRecordsErasedEntry = z.readonly(
  z.object({
    kind: z.literal('deviceRecordsErased'),
    ids: z.readonly(z.array(z.guid())),
    erasures: z.readonly(z.array(JournaledErasure)),
  }),
);

/** Text that is in no record yet, on this laptop alone. Of two entries with one id the later revision counts. */
const TextDraftEntry = z.readonly(z.object({ kind: z.literal('draft'), draft: TextDraft }));

/** Drafts that were saved or discarded: all other entries about them are void. */
const DraftsErasedEntry = z.readonly(
  z.object({ kind: z.literal('draftsErased'), ids: z.readonly(z.array(TextDraftId)) }),
);

/**
 * Mission erased here, by the retention clock or a person: all earlier entries about it are void. Exceptions are the
 * counts of erased fields, which headquarters gets.
 */
export const LogErasedEntry = z.readonly(
  z.object({ kind: z.literal('logErased'), log: LogId, ...LogErasure.unwrap().shape }),
);
export type LogErasedEntry = z.infer<typeof LogErasedEntry>;

/** A person restores this mission: entries from here on count again, after the earlier numbers. */
export const LogRestoredEntry = z.readonly(z.object({ kind: z.literal('logBack'), log: LogId }));
export type LogRestoredEntry = z.infer<typeof LogRestoredEntry>;

/**
 * True for content that nobody but this person may ever have, not even headquarters in a backup (docs/requirements.md
 * E).
 */
export const isLocalEntry = (journalEntry: JournalEntry): boolean =>
  rowInEntry(journalEntry) !== null || erasedRowsIn(journalEntry) !== null;

/** Content of one journal frame. Published: append, never edit. */
export const JournalEntry = z.readonly(
  z.discriminatedUnion('kind', [
    OwnOpsEntry,
    OwnPackEntry,
    CheckpointEntry,
    IdentityAdoptionEntry,
    GrantsEntry,
    QuarantineEntry,
    SyncRunsEntry,
    InterviewNoteEntry,
    NotesErasedEntry,
    LogErasedEntry,
    LogRestoredEntry,
    DeviceRecordEntry,
    DeviceRecordsErasedEntry,
    TextDraftEntry,
    DraftsErasedEntry,
  ]),
);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** Kind in an entry of any version. */
const AnyEntry = z.object({ kind: z.string() });

/** True for an entry that only a later version of the app can have written: it has a kind that is unknown here. */
export const isOfLaterVersion = (value: unknown): boolean =>
  AnyEntry.safeParse(value).success &&
  JournalEntry.safeParse(value).error?.issues.some(
    ({ code, path }) => code === 'invalid_union' && path.length === 1 && path[0] === 'kind',
  ) === true;

/** Entry that keeps a row of this laptop alone. */
export function entryFromRow(row: DeviceOnlyRow): JournalEntry {
  if ('kind' in row) return { kind: 'deviceRecord', record: row };
  return 'part' in row ? { kind: 'draft', draft: row } : { kind: 'note', note: row };
}

/** Row of this laptop alone that an entry keeps; null for other entries. */
export function rowInEntry(journalEntry: JournalEntry): DeviceOnlyRow | null {
  switch (journalEntry.kind) {
    case 'note':
      return journalEntry.note;
    case 'deviceRecord':
      return journalEntry.record;
    case 'draft':
      return journalEntry.draft;
    default:
      return null;
  }
}

/** Rows that an entry says are erased, and the reports for headquarters. */
export interface ErasedRows {
  readonly table: DeviceOnlyTableName;
  readonly ids: readonly string[];
  readonly erasures: readonly JournaledErasure[];
}

/** Rows that an entry erased; null for other entries. */
export function erasedRowsIn(journalEntry: JournalEntry): ErasedRows | null {
  switch (journalEntry.kind) {
    case 'notesErased':
      return {
        table: 'notes',
        ids: journalEntry.ids,
        erasures: journalEntry.erasure ? [journalEntry.erasure] : [],
      };
    case 'deviceRecordsErased':
      return { table: 'deviceRecords', ids: journalEntry.ids, erasures: journalEntry.erasures };
    case 'draftsErased':
      return { table: 'drafts', ids: journalEntry.ids, erasures: [] };
    default:
      return null;
  }
}

/** Entry that says so. All notes of one erasure are of one group, so they have at most one report. */
export function entryFromErasedRows({ table, ids, erasures }: ErasedRows): JournalEntry {
  if (table === 'deviceRecords') return { kind: 'deviceRecordsErased', ids, erasures };
  if (table === 'drafts') return { kind: 'draftsErased', ids: ids.map((id) => TextDraftId.parse(id)) };
  const [journaledErasure] = erasures;
  return {
    kind: 'notesErased',
    ids: ids.map((id) => InterviewNoteId.parse(id)),
    ...(journaledErasure && { erasure: journaledErasure }),
  };
}

/** Entry that keeps an own pack. */
export const entryFromPack = (packRow: PackRow): JournalEntry => {
  const { log, device, first, last, hash } = packRow;
  return { kind: 'pack', log, device, first, last, hash, pack: wirePackOf(packRow) };
};

export const packFromEntry = (ownPackEntry: OwnPackEntry): PackRow => {
  const { log, device, first, last, hash, pack } = ownPackEntry;
  return { log, device, first, last, hash, ...pack };
};
