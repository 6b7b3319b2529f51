import type { DeviceId } from '#domain/ids.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { takeCarried } from './carry.ts';
import type { FieldDatabase } from './database.ts';
import { type ArrivedPack, openAnyPack } from './open-entries.ts';
import { readStored } from './documents/read-stored.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import { receivingTables } from './own-tables.ts';
import { saveWork } from './save-work.ts';
import { numberOf } from '#domain/document/dot.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import { readErasedLogs } from './retention/erased-logs.ts';
import type { ParkedRow } from './rows.ts';
import { checkSignatures, readNamedDevices } from './signatures.ts';

/**
 * Takes the packs that were parked because headquarters had not named their device (P2), of the devices that it names
 * now. One whose signature does not hold stays parked, as `signature`. Again, it changes nothing. Belongs into a turn.
 * @returns the number of ops of others that were new here
 */
export async function takeNamed(
  db: FieldDatabase,
  own: DeviceId,
  nowMs: number,
  verifier: Verifier | undefined,
): Promise<number> {
  const erased = await readErasedLogs(db);
  const waiting = (await db.parked.toArray()).flatMap((parked) => {
    const pack = packIn(parked);
    return pack === null || erased.has(pack.row.log) ? [] : [{ parked, pack }];
  });
  if (waiting.length === 0) return 0;
  const packs = waiting.map(({ pack }) => pack);
  const checked = await checkSignatures(verifier, () => readNamedDevices(db), own, packs);
  const good = checked.flatMap((entry) => (entry.kind === 'pack' ? [entry.row] : []));
  const carried = good.length === 0 ? null : await takeCarried(db, own, good, nowMs, verifier);
  for (const entry of checked) if (entry.kind === 'pack') await keepHeld(db, entry);
  await db.transaction('rw', [db.packs, db.early, db.parked], async () => {
    for (const [at, { parked, pack }] of waiting.entries()) {
      const entry = checked[at];
      if (entry?.kind === 'unreadable' && entry.why !== 'unnamed')
        await db.parked.put({ ...parked, why: entry.why });
      if (entry?.kind !== 'pack') continue;
      const { log, device, first, hash } = pack.row;
      const isHere = [await db.packs.get([log, device, first]), await db.early.get([log, device, first])];
      // One that is neither taken nor early contradicts what is here.
      if (isHere.some((row) => row?.hash === hash)) await db.parked.delete(parked.id);
      else await db.parked.put({ ...parked, why: 'fork' });
    }
  });
  return carried?.changes ?? 0;
}

/**
 * Keeps ops without effect that headquarters held when it sent their pack (J5). A snapshot may have counted them already, so
 * the pack is not taken as another would be.
 */
async function keepHeld(db: FieldDatabase, { row: pack, opened, held }: ArrivedPack): Promise<void> {
  if (held.length === 0) return;
  const { log, device, first, last } = pack;
  await db.transaction('rw', receivingTables(db), async () => {
    const row = await readLogRow(db, log);
    if (seenUpTo(row.have, device) < last) return;
    if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(pack);
    const work = new LogWork(row, await readStored(db, log, new Set(opened.ops.map(({ doc }) => doc))));
    for (const op of opened.ops.filter(({ dot }) => held.includes(numberOf(dot))))
      if ((await db.ops.get([log, device, numberOf(op.dot)])) === undefined) work.keepHeld(op);
      else work.hold(op.dot, op.doc);
    await saveWork(db, work, null);
  });
}

function packIn({ why, text, sig, held = [] }: ParkedRow): ArrivedPack | null {
  if (why !== 'unnamed' || sig === undefined) return null;
  const opened = openAnyPack({ payload: text, sig }, held);
  return opened.kind === 'pack' ? opened : null;
}
