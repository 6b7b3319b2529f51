import type { DeviceId } from '#domain/ids.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { takeCarried } from './carry.ts';
import type { FieldDatabase } from './database.ts';
import { type ArrivedPack, openAnyPack } from './open-entries.ts';
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

function packIn({ why, text, sig }: ParkedRow): ArrivedPack | null {
  if (why !== 'unnamed' || sig === undefined) return null;
  const opened = openAnyPack({ payload: text, sig }, []);
  return opened.kind === 'pack' ? opened : null;
}
