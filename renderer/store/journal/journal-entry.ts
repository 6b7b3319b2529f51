import * as z from 'zod';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import { DeviceId, LogId } from '#domain/ids.ts';
import { Op } from '#domain/document/op.ts';
import { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import { ErasedCount } from '#domain/privacy/data-groups.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { Grants, Pack } from '#sync/protocol/wire.ts';
import { ChainEnd, EnrolmentTerms, LogErasure, type PackRow } from '../db/rows.ts';

const nonNegativeInteger = z.int().nonnegative();

const OpWithUnboundedStamp = z.looseObject({ stamp: z.tuple([nonNegativeInteger, nonNegativeInteger]) });
/** An earlier version kept stamps beyond the bounds. They count as what everybody reads them as, not as damage. */
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

/** An own pack, kept before it is first sent: sealed again with other bounds it would be a fork (P1, P2). */
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
 * Where the own chain stood in each log when older files were let go (D3): headquarters has everything up to `n`, so a
 * database that is rebuilt from this journal goes on from there.
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
 * The device took a new identity (P2): ops of `from` after `upTo` live on as these ops of `to`, in the same order. They
 * are one entry, so that there are all of them or none.
 */
export const IdentityAdoptionEntry = z.readonly(
  z.object({
    kind: z.literal('adopted'),
    from: DeviceId,
    to: DeviceId,
    logs: z.readonly(
      z.array(
        z.readonly(
          z.object({ log: LogId, upTo: z.int().nonnegative(), ops: z.readonly(z.array(JournaledOp)) }),
        ),
      ),
    ),
  }),
);
export type IdentityAdoptionEntry = z.infer<typeof IdentityAdoptionEntry>;

/** What the person may do and who is who, so that both hold offline after the database was lost. The last one counts. */
export const GrantsEntry = z.readonly(
  z.object({
    kind: z.literal('grants'),
    grants: Grants,
    enrolment: z.optional(EnrolmentTerms),
  }),
);
export type GrantsEntry = z.infer<typeof GrantsEntry>;

/** What could not be accepted, with its reason: once the database is lost nobody else has it. An entry each. */
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

/** Some of the log of syncs. Of two runs that began at the same time the later entry's counts: it went on. */
export const SyncRunsEntry = z.readonly(
  z.object({ kind: z.literal('runs'), runs: z.readonly(z.array(JournaledRun)) }),
);
export type SyncRunsEntry = z.infer<typeof SyncRunsEntry>;

/**
 * An interview note as it was written, which is on this laptop alone (domain.md E): no op, and in no pack. Of two of one
 * id the later revision counts.
 */
export const InterviewNoteEntry = z.readonly(z.object({ kind: z.literal('note'), note: InterviewNote }));
export type InterviewNoteEntry = z.infer<typeof InterviewNoteEntry>;

/**
 * These notes were erased: whatever else the journal says of them does not count any more. With what headquarters is to
 * be told of it, where the retention clock did it.
 */
export const NotesErasedEntry = z.readonly(
  z.object({
    kind: z.literal('notesErased'),
    ids: z.readonly(z.array(InterviewNoteId)),
    erasure: z.optional(
      z.readonly(
        z.object({ id: z.guid(), log: LogId, atMs: nonNegativeInteger, ...ErasedCount.unwrap().shape }),
      ),
    ),
  }),
);
export type NotesErasedEntry = z.infer<typeof NotesErasedEntry>;

/**
 * This mission was erased here, by the retention clock or a person: whatever the journal said of it before does not count
 * any more, but for the numbers of what was erased, which headquarters is told.
 */
export const LogErasedEntry = z.readonly(
  z.object({ kind: z.literal('logErased'), log: LogId, ...LogErasure.unwrap().shape }),
);
export type LogErasedEntry = z.infer<typeof LogErasedEntry>;

/** A person brings this mission back: what the journal says of it from here on counts again, after the numbers of before. */
export const LogRestoredEntry = z.readonly(z.object({ kind: z.literal('logBack'), log: LogId }));
export type LogRestoredEntry = z.infer<typeof LogRestoredEntry>;

/** Is this something that nobody but this person may ever have, not even headquarters in a backup (domain.md E)? */
export const isLocalEntry = ({ kind }: JournalEntry): boolean => kind === 'note' || kind === 'notesErased';

/** What one frame of the journal holds. Published: append, never edit. */
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
  ]),
);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** The entry that keeps an own pack. */
export const entryFromPack = (row: PackRow): JournalEntry => {
  const { log, device, first, last, hash } = row;
  return { kind: 'pack', log, device, first, last, hash, pack: wirePackOf(row) };
};

export const packFromEntry = (entry: OwnPackEntry): PackRow => {
  const { log, device, first, last, hash, pack } = entry;
  return { log, device, first, last, hash, ...pack };
};
