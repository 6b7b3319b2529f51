import * as z from 'zod';
import { Dot, VersionVector } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { ChainChecks } from '#sync/client/chain-checks.ts';
import { chainStartHash, Sha256 } from '#sync/protocol/hash.ts';

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
