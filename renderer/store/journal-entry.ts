import * as z from 'zod';
import { DeviceId, LogId } from '#domain/ids.ts';
import { Op } from '#domain/document/op.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { Pack } from '#sync/protocol/wire.ts';

/** Own ops of one write, kept before the database has them (D1). */
const OpsEntry = z.object({ kind: z.literal('ops'), log: LogId, ops: z.readonly(z.array(Op).min(1)) });

/** An own pack, kept before it is first sent: sealed again with other bounds it would be a fork (P1, P2). */
const PackEntry = z.object({ kind: z.literal('pack'), log: LogId, pack: Pack });

/**
 * Where the own chain stood in each log when older files were let go (D3): headquarters has everything up to `n`, so a
 * database that is rebuilt from this journal goes on from there.
 */
const MarkEntry = z.object({
  kind: z.literal('mark'),
  device: DeviceId,
  logs: z.readonly(z.record(LogId, z.readonly(z.object({ n: z.int().positive(), hash: Sha256 })))),
});

/**
 * The device took a new identity (P2): ops of `from` after `upTo` live on as these ops of `to`, in the same order. They
 * are one entry, so that there are all of them or none.
 */
const AdoptedEntry = z.object({
  kind: z.literal('adopted'),
  from: DeviceId,
  to: DeviceId,
  logs: z.readonly(
    z.array(z.readonly(z.object({ log: LogId, upTo: z.int().nonnegative(), ops: z.readonly(z.array(Op)) }))),
  ),
});

/** What one frame of the journal holds. */
export const JournalEntry = z.readonly(
  z.discriminatedUnion('kind', [OpsEntry, PackEntry, MarkEntry, AdoptedEntry]),
);
export type JournalEntry = z.infer<typeof JournalEntry>;
