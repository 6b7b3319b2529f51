import * as z from 'zod';
import { boundTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import {
  Dot,
  deviceOfDot,
  dotOf,
  numberOfDot,
  type Op,
  type TextOp,
  type ValueOp,
  VersionVector,
} from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SummaryFields } from '#domain/kinds/document-summary.ts';
import type { ErasureRecord } from '#domain/path-rules/data-groups.ts';
import { ChainChecks } from '#sync/client/chain-checks.ts';
import { chainStartHash, Sha256 } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';

/**
 * From enrolment: recipients of encrypted bundles, and the validity of grants offline (`leaseDurationMs`,
 * docs/security-requirements.md 3).
 */
export const EnrolmentTerms = z.readonly(
  z.object({ recipients: z.readonly(z.array(z.string())), lease: z.int().positive() }),
);
export type EnrolmentTerms = z.infer<typeof EnrolmentTerms>;

// Small rows that control everything (LogRow, the singletons in meta.ts) are parsed on each read. Ops, documents and
// packs are not: zod takes about as long for 250 registers as a whole write may take. They were parsed on arrival. All
// rows are encrypted (renderer/store/db/encryption), so a changed byte does not open, which is the stronger check.

/** One op of the log; in a pack it never changes. Key [log+device+n]. */
export type OpRow = OpRowKey & (Omit<ValueOp, 'dot'> | Omit<TextOp, 'dot'>);
interface OpRowKey {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
}

/** Fold of a document's effective ops. Key [log+doc]; can be computed again from the ops. */
export interface DocumentRow extends Document {
  readonly log: LogId;
  readonly changedAtMs: number;
  /** The document came in a snapshot that contains these ops. */
  readonly seen?: SnapshotCoverage;
  /** No op was written on top: the row is its own base, without a `BaseRow`. */
  readonly isBase?: true;
}

/**
 * Registers that one transaction changed in a document, in their new form. Key [log+doc+n], with n = 1, 2, 3, ... since
 * the document was last written whole. The key has no path, which would reveal the answered questions
 * (docs/security-requirements.md 2).
 */
export interface DocumentChange {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly n: number;
  readonly registers: Document['registers'];
  readonly changedAtMs: number;
}

/** Ops in a snapshot's document, with or without rows here: all up to `have`, except those that were held. */
export interface SnapshotCoverage {
  readonly have: VersionVector;
  readonly held: readonly Dot[];
}

/**
 * Base of a document below its op rows: from a snapshot, or after superseded ops were pruned. Key [log+doc]. A document
 * is its base with the effect of its ops that the base does not contain.
 */
export type BaseRow = DocumentRow;

/**
 * Fields that lists show of a document, and its delivery status. Key [log+doc]; derived, so that no list reads whole
 * documents.
 */
export interface SummaryRow extends SummaryFields {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: Document['kind'];
  readonly changedAtMs: number;
  /** Own ops in it that headquarters has not confirmed. */
  readonly waiting: number;
  /** Time when headquarters last sent or confirmed an op of it. */
  readonly receiptAtMs: number | null;
}

/**
 * Payload with its signature, byte for byte (P1), of every device, so that any device can relay it (P3). `hash`: the
 * hash by which its chain continues, also after an erasure at headquarters.
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
  /** This laptop erased content in it: the signature is broken, so it is sent nowhere from here. */
  readonly isCut?: true;
  /** Ops of an own pack per document, so that a confirmed pack need not be decoded again. */
  readonly shares?: readonly DocumentShare[];
}

/** Number and bytes of some ops in one document. */
export interface DocumentShare {
  readonly doc: DocumentId;
  readonly changes: number;
  readonly bytes: number;
}

/** End of a device's chain of packs: its last op, and the hash of that payload (P2). */
export const ChainEnd = z.readonly(z.object({ n: z.int().positive(), hash: Sha256 }));
export type ChainEnd = z.infer<typeof ChainEnd>;

/**
 * Erasure of a mission on this device (docs/requirements.md E6, E9): its own ops up to `end` are gone. These numbers
 * are never used again (P2). Ops after `end` are counts of erased fields.
 */
export const LogErasure = z.readonly(
  z.object({
    device: DeviceId,
    end: ChainEnd.nullable(),
    atMs: z.int().nonnegative(),
    /** Title of a mission that a person removed and may restore. Absent after an erasure by the retention clock. */
    off: z.readonly(z.object({ title: z.string() })).optional(),
  }),
);
export type LogErasure = z.infer<typeof LogErasure>;

/** End of the own chain when a mission was removed, with the time by this laptop's clock. */
const RemovalPoint = z.readonly(LogErasure.unwrap().omit({ off: true }));
export type RemovalPoint = z.infer<typeof RemovalPoint>;

/** Pack that came before its predecessor (M6). Key [log+device+first]. */
export interface OutOfOrderRow extends PackRow {
  readonly held: readonly number[];
  /** The pack was imported, and did not come from headquarters. */
  readonly isCarried?: true;
}

/** Item that cannot be accepted, with its reason. Key `id`, in order of arrival. */
export interface QuarantineRow {
  readonly id: number;
  readonly atMs: number;
  readonly what: 'pack' | 'ownPack' | 'entry';
  readonly why: string;
  readonly hash: Sha256;
  readonly text: string;
  /** Signature of a whole pack, so that it can still be exported and imported. */
  readonly sig?: string;
  /** Numbers of its ops that headquarters held when it sent the pack (J5). */
  readonly held?: readonly number[];
}

/** Erasure by the retention clock here (docs/requirements.md E9). Key `id`, which also names it at headquarters. */
export interface ErasureRow extends ErasureRecord {
  readonly log: LogId;
  readonly atMs: number;
  /** An op with the number is on its way to headquarters. */
  readonly isTold: boolean;
  /** The person has read of it. */
  readonly isRead: boolean;
}

/** Status of one log on this device. */
export const LogRow = z.readonly(
  z.object({
    log: LogId,
    /** Place up to which headquarters' log was pulled. */
    since: z.int().nonnegative(),
    /** Log was pulled to its end since the cursor was last 0; until then requests carry the version vector (S3). */
    caughtUp: z.boolean(),
    /** Per device the highest n of the ops here, as rows or within bases. For the own device the last write's n. */
    have: VersionVector,
    /** Per device the end of its chain of packs (P2); for the own device the last signed op. */
    chains: z.readonly(z.record(DeviceId, ChainEnd)),
    /** Own ops up to here are durable at headquarters (S1). */
    acked: z.int().nonnegative(),
    /**
     * Number beyond `acked` up to which headquarters claims to have own ops. The verdict on the next pack proves that
     * they are ours (P2), so earlier packs need not be sent again. Absent without such a claim.
     */
    claimed: z.int().positive().optional(),
    /** Headquarters has own ops that this database lost, and they are on their way back. */
    returning: z.boolean(),
    /** Ops without effect until a person releases them (J5), each with its document. */
    held: z.readonly(z.record(Dot, DocumentId)),
    /** Subset of `held` that this device itself holds, until headquarters has judged their packs (M4). */
    suspected: z.readonly(z.array(Dot)).optional(),
    /**
     * Position in the snapshot that is being fetched; null at its beginning. Until it is whole, nothing else of the log
     * is requested. Absent when no snapshot is being fetched.
     */
    snapshot: z.optional(
      z
        .readonly(z.object({ after: DocumentId, place: z.int().nonnegative(), have: VersionVector }))
        .nullable(),
    ),
    /** Packs may be here that headquarters lacks: the next request asks for its version vector (P3). */
    asksHave: z.boolean().optional(),
    /** Chains that headquarters may have differently (P2, P3); read by `chainChecksOf`. */
    doubts: ChainChecks.optional(),
    /**
     * Per device the number up to which a discarded branch of its chain was here (P2). Ops from before may reference
     * these numbers: an op that arrives under one folds its document again.
     */
    parted: z.readonly(z.record(DeviceId, z.int().positive())).optional(),
    /**
     * Erasure of the mission here, by a person or the clock. While set, none of it is read, written, received or
     * relayed.
     */
    erased: LogErasure.optional(),
    /** The mission was restored after a removal at that time. */
    back: RemovalPoint.optional(),
    /** Outbox: own ops beyond `acked`, their bytes, and the time of the oldest by this laptop's clock. */
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

/** Row of a log of which nothing has arrived yet. */
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

/** End of a device's chain of packs; n 0 before the first. */
export const chainEndOf = (
  logRow: LogRow,
  deviceId: DeviceId,
): { readonly n: number; readonly hash: Sha256 } => logRow.chains[deviceId] ?? { n: 0, hash: chainStartHash };

const noChainChecks: ChainChecks = {};
export const chainChecksOf = (logRow: LogRow): ChainChecks => logRow.doubts ?? noChainChecks;

/** True when headquarters has this op of a colleague, as far as this device knows. */
export const isAtServer = (logRow: LogRow, deviceId: DeviceId, n: number): boolean =>
  n < (chainChecksOf(logRow)[deviceId]?.from ?? Number.POSITIVE_INFINITY);

export function rowFromOp(log: LogId, { dot, ...rest }: Op): OpRow {
  return { log, device: deviceOfDot(dot), n: numberOfDot(dot), ...rest };
}

/** Op of a stored row. */
export function opFromRow(opRow: OpRow): Op {
  const { doc, kind, path } = opRow;
  const address = { dot: dotOf(opRow.device, opRow.n), stamp: boundTimestamp(opRow.stamp), doc, kind, path };
  const mark = opRow.erased && { erased: opRow.erased };
  return 'text' in opRow
    ? { ...address, text: opRow.text, ...mark }
    : { ...address, over: opRow.over, value: opRow.value, ...mark };
}
