import * as z from 'zod';
import { DeviceId, LogId } from '#domain/ids.ts';
import { Op } from '#domain/document/op.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { Grants, Pack } from '#sync/protocol/wire.ts';
import { EnrolmentTerms } from './enrolment-terms.ts';
import { ChainEnd, type PackRow } from './rows.ts';

/** Own ops of one write, kept before the database has them (D1). */
const OpsEntry = z.object({ kind: z.literal('ops'), log: LogId, ops: z.readonly(z.array(Op).min(1)) });

/** An own pack, kept before it is first sent: sealed again with other bounds it would be a fork (P1, P2). */
export const PackEntry = z.readonly(
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
export type PackEntry = z.infer<typeof PackEntry>;

/**
 * Where the own chain stood in each log when older files were let go (D3): headquarters has everything up to `n`, so a
 * database that is rebuilt from this journal goes on from there.
 */
export const MarkEntry = z.readonly(
  z.object({
    kind: z.literal('mark'),
    device: DeviceId,
    logs: z.readonly(z.record(LogId, ChainEnd)),
  }),
);
export type MarkEntry = z.infer<typeof MarkEntry>;

/**
 * The device took a new identity (P2): ops of `from` after `upTo` live on as these ops of `to`, in the same order. They
 * are one entry, so that there are all of them or none.
 */
export const AdoptedEntry = z.readonly(
  z.object({
    kind: z.literal('adopted'),
    from: DeviceId,
    to: DeviceId,
    logs: z.readonly(
      z.array(
        z.readonly(z.object({ log: LogId, upTo: z.int().nonnegative(), ops: z.readonly(z.array(Op)) })),
      ),
    ),
  }),
);
export type AdoptedEntry = z.infer<typeof AdoptedEntry>;

/** What the person may do and who is who, so that both hold offline after the database was lost. The last one counts. */
export const GrantsEntry = z.readonly(
  z.object({
    kind: z.literal('grants'),
    grants: Grants,
    enrolment: z.optional(EnrolmentTerms),
  }),
);
export type GrantsEntry = z.infer<typeof GrantsEntry>;

/** What one frame of the journal holds. */
export const JournalEntry = z.readonly(
  z.discriminatedUnion('kind', [OpsEntry, PackEntry, MarkEntry, AdoptedEntry, GrantsEntry]),
);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** The entry that keeps an own pack. */
export const packEntryOf = ({ log, device, first, last, hash, payload, sig }: PackRow): JournalEntry => ({
  kind: 'pack',
  log,
  device,
  first,
  last,
  hash,
  pack: { payload, sig },
});

export const packRowOf = (entry: PackEntry): PackRow => {
  const { log, device, first, last, hash, pack } = entry;
  return { log, device, first, last, hash, ...pack };
};
