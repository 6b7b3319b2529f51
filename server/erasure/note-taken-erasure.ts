import { numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { audit } from '../identity/audit.ts';
import type { Arrival } from '../log/append-pack.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { realSurroundings } from '../surroundings.ts';

/**
 * Leaves a line in the audit trail for an erasure that a device brought: whose pack, which ops of it, which device
 * brought it, and under which key of headquarters it was signed. No word of it.
 */
export async function noteTakenErasure(
  tx: StoreTransaction,
  { opened, pack, sender, nowMs }: Arrival,
  ops: readonly Op[],
): Promise<void> {
  const bringer = await tx
    .selectFrom('devices')
    .select('person')
    .where('device', '=', sender)
    .executeTakeFirst();
  const numbers = ops.flatMap(({ dot, erased }) => (erased === true ? [numberOf(dot)] : []));
  await audit(
    tx,
    { ...realSurroundings, nowMs: () => nowMs }, // the time of the request; the id needs chance alone
    {
      actor: bringer?.person ?? sender,
      act: 'take-erasure',
      subject: { log: opened.log, device: opened.device, numbers, by: sender, key: pack.erased?.key ?? '' },
    },
  );
}
