import * as z from 'zod';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOfDot, Dot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import type { Op, TextOp, ValueOp } from '#domain/document/op.ts';
import type { SummaryFields } from '#domain/document/document-summary.ts';
import { VersionVector } from '#domain/document/version-vector.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { ErasureRecord } from '#domain/privacy/data-groups.ts';
import { ChainChecks } from '#sync/client/chain-checks.ts';
import { chainStartHash, Sha256 } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';

/** From enrolment: whom to seal bundles to, and how long the grants hold offline (`leaseDurationMs`, security.md 3). */
export const EnrolmentTerms = z.readonly(
  z.object({ recipients: z.readonly(z.array(z.string())), lease: z.int().positive() }),
);
export type EnrolmentTerms = z.infer<typeof EnrolmentTerms>;

// Rows are our own words in our own database. The small ones that steer everything (LogRow, the singletons in
// meta.ts) are parsed each time they are read. Ops, documents and packs are not: a document of 250 registers takes
// zod about as long as the whole write may take, and what was written was parsed when it came in. All rows are sealed
// (sealed/), so a changed byte does not open, which is the stronger check.

/** One op of the log, as it was written; never changed, never deleted. Key [log+device+n]. */
export type OpRow = OpRowKey & (Omit<ValueOp, 'dot'> | Omit<TextOp, 'dot'>);
interface OpRowKey {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
}

/** What the ops that took effect make of a document. Key [log+doc]; can be folded anew from the ops. */
export interface DocumentRow extends Document {
  readonly log: LogId;
  readonly changedAtMs: number;
  /** It came in a snapshot, with these ops in it. */
  readonly seen?: SnapshotCoverage;
  /** Nothing was written on top of it: it is its own base, and there is no other `BaseRow` for it. */
  readonly isBase?: true;
}

/**
 * The registers that one transaction changed in a document, as they are since. Key [log+doc+n], n = 1, 2, 3, ... since the
 * document was last written whole. No path is in the key: it would tell what was answered (security.md 2).
 */
export interface DocumentChange {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly n: number;
  readonly registers: Document['registers'];
  readonly changedAtMs: number;
}

/** The ops that a snapshot's document holds, whether or not they are here as rows: all up to `have`, but those held then. */
export interface SnapshotCoverage {
  readonly have: VersionVector;
  readonly held: readonly Dot[];
}

/**
 * What a document was made of before the ops that are here as rows: from a snapshot, or after superseded ops were
 * pruned. Key [log+doc]. A document is its base with the effect of those of its ops that the base does not hold.
 */
export type BaseRow = DocumentRow;

/** What lists show of a document, and where it is. Key [log+doc]; derived, so that no list reads whole documents. */
export interface SummaryRow extends SummaryFields {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: Document['kind'];
  readonly changedAtMs: number;
  /** Own ops in it that headquarters has not confirmed. */
  readonly waiting: number;
  /** When headquarters last sent or confirmed something of it. */
  readonly receiptAtMs: number | null;
}

/**
 * A payload with its signature, byte for byte (P1): everyone's, so that anyone can carry them (P3). `hash`: what its chain
 * goes by, also where headquarters erased something in it.
 */
export interface PackRow {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly payload: string;
  readonly sig: string;
  readonly hash: Sha256;
  readonly erased?: Pack['erased'];
  /** This laptop erased something in it, so it is not what anybody signed any more, and goes nowhere from here. */
  readonly isCut?: true;
  /** Of an own one what is in it of each document, so that it need not be read again when headquarters has it. */
  readonly shares?: readonly DocumentShare[];
}

/** What some ops are of one document: how many, and what they weigh. */
export interface DocumentShare {
  readonly doc: DocumentId;
  readonly changes: number;
  readonly bytes: number;
}

/** Where a device's chain of packs stands: its last op, and the hash of the payload that this is in (P2). */
export const ChainEnd = z.readonly(z.object({ n: z.int().positive(), hash: Sha256 }));
export type ChainEnd = z.infer<typeof ChainEnd>;

/**
 * What is known of a mission that was taken out of here (domain.md E, rules 6 and 9): its own ops of this device up to
 * `end` are gone, and nobody uses their numbers again (P2). What follows them are numbers of what was erased.
 */
export const LogErasure = z.readonly(
  z.object({
    device: DeviceId,
    end: ChainEnd.nullable(),
    atMs: z.int().nonnegative(),
    /** A person took it off, and may bring it back by this name. Left out when the retention clock erased it for good. */
    off: z.readonly(z.object({ title: z.string() })).optional(),
  }),
);
export type LogErasure = z.infer<typeof LogErasure>;

/** When a mission was taken off: where its own chain stood, and by this laptop's clock. */
const RemovalPoint = z.readonly(LogErasure.unwrap().omit({ off: true }));
export type RemovalPoint = z.infer<typeof RemovalPoint>;

/** A pack that came before one that it follows (M6). Key [log+device+first]. */
export interface OutOfOrderRow extends PackRow {
  readonly held: readonly number[];
  /** It came by another road than headquarters'. */
  readonly isCarried?: true;
}

/** What could not be accepted, kept with its reason. Key `id`, in the order in which it came. */
export interface QuarantineRow {
  readonly id: number;
  readonly atMs: number;
  readonly what: 'pack' | 'ownPack' | 'entry';
  readonly why: string;
  readonly hash: Sha256;
  readonly text: string;
  /** Of a pack that was whole, so that it can still be carried. */
  readonly sig?: string;
  /** The numbers of its ops that headquarters held when it sent the pack (J5). */
  readonly held?: readonly number[];
}

/** What the retention clock erased here (domain.md E, rule 9). Key `id`, which is also its name at headquarters. */
export interface ErasureRow extends ErasureRecord {
  readonly log: LogId;
  readonly atMs: number;
  /** The number is in a change that headquarters gets. */
  readonly isTold: boolean;
  /** The person has read of it. */
  readonly isRead: boolean;
}

/** Where one log stands on this device. */
export const LogRow = z.readonly(
  z.object({
    log: LogId,
    /** The place up to which headquarters' log was pulled. */
    since: z.int().nonnegative(),
    /** Once pulled to the end since the cursor was last at 0; until then requests say what we have (S3). */
    caughtUp: z.boolean(),
    /** Per device the highest n of the ops that are here, as rows or within what documents are based on; the own entry is the n of the last write. */
    have: VersionVector,
    /** Per device the end of its chain of packs (P2); the own entry is the last op that was sealed. */
    chains: z.readonly(z.record(DeviceId, ChainEnd)),
    /** Own ops up to here are durable at headquarters (S1). */
    acked: z.int().nonnegative(),
    /**
     * Headquarters says that it has own ops up to here, beyond `acked`. Whether they are ours the verdict on the next pack
     * proves (P2), so what is before that one need not be sent again. Left out when it says no such thing.
     */
    claimed: z.int().positive().optional(),
    /** Headquarters has own ops that this database lacks: it was lost, and they are on their way back. */
    returning: z.boolean(),
    /** Ops without effect until someone releases them (J5), each with its document. */
    held: z.readonly(z.record(Dot, DocumentId)),
    /** Those of `held` that this device itself holds, until headquarters has judged their packs (M4). */
    suspected: z.readonly(z.array(Dot)).optional(),
    /**
     * The log is being fetched as a snapshot, which stands here: null at its beginning. Until it is whole, nothing else
     * of the log is asked for. Left out when no snapshot is being fetched.
     */
    snapshot: z.optional(
      z
        .readonly(z.object({ after: DocumentId, place: z.int().nonnegative(), have: VersionVector }))
        .nullable(),
    ),
    /** Packs may be here that headquarters lacks: the next request asks for its version vector (P3). */
    asksHave: z.boolean().optional(),
    /** Chains that headquarters may not have as we have them (P2, P3); `chainChecksOf` reads it. */
    doubts: ChainChecks.optional(),
    /**
     * Per device up to which number another branch of its chain was here before headquarters' word (P2). Ops may name
     * these numbers that came before those that count: what comes under them makes its document anew.
     */
    parted: z.readonly(z.record(DeviceId, z.int().positive())).optional(),
    /** The mission was taken out of here: nothing of it is read, written, received or passed on while this stands. */
    erased: LogErasure.optional(),
    /** The mission was brought back after it had been taken off then. */
    back: RemovalPoint.optional(),
    /** What waits: the own ops beyond `acked`, since when by this laptop's clock, and what they weigh. */
    waiting: z.readonly(
      z.object({
        changes: z.int().nonnegative(),
        bytes: z.int().nonnegative(),
        sinceMs: z.int().nonnegative().optional(),
      }),
    ),
  }),
);
export type LogRow = z.infer<typeof LogRow>;

export const newLogRow = (log: LogId): LogRow => ({
  log,
  since: 0,
  caughtUp: false,
  have: {},
  chains: {},
  acked: 0,
  returning: false,
  held: {},
  waiting: { changes: 0, bytes: 0 },
});

/** Where a device's chain of packs ends; n 0 before the first. */
export const chainEndOf = (row: LogRow, device: DeviceId): { readonly n: number; readonly hash: Sha256 } =>
  row.chains[device] ?? { n: 0, hash: chainStartHash };

const noChainChecks: ChainChecks = {};
export const chainChecksOf = (row: LogRow): ChainChecks => row.doubts ?? noChainChecks;

/** Is this op of a colleague at headquarters, as far as this device knows? */
export const isAtServer = (row: LogRow, device: DeviceId, n: number): boolean =>
  n < (chainChecksOf(row)[device]?.from ?? Number.POSITIVE_INFINITY);

export function rowFromOp(log: LogId, { dot, ...rest }: Op): OpRow {
  return { log, device: deviceOfDot(dot), n: numberOfDot(dot), ...rest };
}

export function opFromRow(row: OpRow): Op {
  const { doc, kind, path } = row;
  const address = { dot: dotOf(row.device, row.n), stamp: boundTimestamp(row.stamp), doc, kind, path };
  const mark = row.erased && { erased: row.erased };
  return 'text' in row
    ? { ...address, text: row.text, ...mark }
    : { ...address, over: row.over, value: row.value, ...mark };
}
