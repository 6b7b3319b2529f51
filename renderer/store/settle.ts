import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { packsFrom } from './chain.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import type { Taking } from './take-packs.ts';
import { opsOfPack, sharesOf, sharesOfPack } from './waiting.ts';

/**
 * Brings what waits in line with what headquarters has of ours (S1). Ops wait no more only up to `ownSeen`, where
 * headquarters accepted our own payloads or sent them back: its `acked` alone may count another branch of a forked
 * chain (P2), and when both copies were compared only up to `ownCommon`, where they part. What was confirmed and is
 * beyond `acked` now, as after the server was restored, waits again. Returns how many ops were newly confirmed.
 */
export async function settle(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  ackedThere: number,
  { ownSeen, ownCommon, ownBack }: Pick<Taking, 'ownSeen' | 'ownCommon' | 'ownBack'>,
): Promise<number> {
  const { acked: before, have } = work.row;
  const seen = ackedThere < before ? ackedThere : Math.max(before, Math.min(ownSeen, ackedThere));
  const acked = Math.min(seen, ownCommon);
  const confirmed =
    acked > before ? await confirm(db, work, own, { after: before, upTo: acked }, ownBack) : 0;
  if (acked < before) await reopen(db, work, own, { after: acked, upTo: before });
  // Own ops are there and not here. With new ones written since it is a fork, which the next verdict says.
  const returning = ackedThere > seenUpTo(have, own) && work.row.waiting.changes === 0;
  work.ackUpTo(acked, returning, ackedThere);
  return confirmed;
}

interface Numbers {
  readonly after: number;
  readonly upTo: number;
}

async function confirm(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  { after, upTo }: Numbers,
  ownBack: ReadonlySet<number>,
): Promise<number> {
  const packs = (await packsFrom(db, work.row.log, own, after)).filter(
    ({ first }) => first <= upTo && !ownBack.has(first),
  );
  const shares = packs.flatMap((pack) => sharesOfPack(pack, after, upTo));
  work.confirm(shares);
  return shares.reduce((sum, { changes }) => sum + changes, 0);
}

/** From the packs, not from the op log: there they are even when their ops were pruned. */
async function reopen(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  { after, upTo }: Numbers,
): Promise<void> {
  const packs = await packsFrom(db, work.row.log, own, after);
  const lost = packs.flatMap((pack) => opsOfPack(pack, after, upTo));
  if (lost.length > 0) work.wait(sharesOf(lost), Math.min(...lost.map(({ stamp }) => stamp[0])));
}
