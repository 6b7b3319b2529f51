import { decodeStored, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { PackRow } from './rows.ts';

/** What is in a pack that is stored here. Only what can be read is stored, so one that cannot be is a bug, and throws. */
export function openStored({ payload }: Pick<PackRow, 'payload'>): OpenedPack {
  const decoded = decodeStored(payload);
  if (!decoded.ok) throw new Error(`A stored pack cannot be read: ${decoded.refusal.why}`);
  return decoded.value;
}
