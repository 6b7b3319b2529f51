import { Dexie } from 'dexie';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRow } from '../log-table.ts';
import { putMeta, readMeta } from '../meta.ts';
import { type LogRow, newLogRow, type TakenOffAt } from '../rows.ts';
import { takeBack } from '../take-back.ts';
import { askedAgain } from './asked-again.ts';

/**
 * Makes a mission that a person took off one that is new here, once the journal says that it comes back: headquarters is
 * asked what this person may do in it, and for a snapshot. Of before there is only where the own chain stands, which goes
 * on from there (P2), and the numbers of what was erased. Runs inside the caller's transaction over all tables. Again, it
 * changes nothing.
 */
export async function bringLogBack(db: FieldDatabase, log: LogId): Promise<void> {
  const row = await readLogRow(db, log);
  const sentinel = await readMeta(db, 'sentinel');
  if (row.erased === undefined || sentinel === undefined) return;
  const own = sentinel.device;
  const { off: _, ...back } = row.erased;
  await db.logs.put(rowAfter(row, own, back));
  const counts = await db.ops
    .where('[log+device+n]')
    .between([log, own, row.acked + 1], [log, own, Dexie.maxKey])
    .toArray();
  if (counts.length > 0)
    await takeBack(db, own, {
      log,
      ops: [],
      packs: [],
      have: seenUpTo(row.have, own),
      acked: row.acked,
      chainEnd: null,
      refold: counts.map(({ doc }) => doc),
      startsBySnapshot: true,
    });
  const grants = await readMeta(db, 'grants');
  if (grants) await putMeta(db, 'grants', askedAgain(grants));
}

/** What others wrote is had again when it comes: headquarters may have lost some of it meanwhile. */
function rowAfter({ log, have, chains, acked }: LogRow, own: DeviceId, back: TakenOffAt): LogRow {
  const { [own]: n } = have;
  const { [own]: chain } = chains;
  return {
    ...newLogRow(log),
    have: n === undefined ? {} : { [own]: n },
    chains: chain === undefined ? {} : { [own]: chain },
    acked,
    snapshot: null,
    back,
  };
}
