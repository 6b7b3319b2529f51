import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { JournalChain, JournalState } from '#renderer/store/journal-state.ts';
import { fitPack } from '#sync/client/fit-pack.ts';
import { packOf } from '#sync/protocol/erased-pack.ts';
import { noHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { limits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { DeviceKey } from '../vault/device-key.ts';

/**
 * Everything of this laptop's own in its journal that headquarters may lack, as signed packs in chain order. The
 * journal does not know what was confirmed since it was last tidied, so some of it headquarters has: there it is a
 * duplicate and does no harm (S4). What is in no pack yet is sealed now, by the device that wrote it.
 */
export function* unsentPacks(
  state: JournalState,
  devices: readonly DeviceId[],
  keyOf: (device: DeviceId) => DeviceKey | null,
): Generator<Pack> {
  for (const device of devices)
    for (const log of state.logsOf(device)) yield* chainPacks(log, state.chain(device, log), keyOf(device));
}

function* chainPacks(log: LogId, chain: JournalChain, key: DeviceKey | null): Generator<Pack> {
  let end: { readonly n: number; readonly hash: Sha256 } = chain.mark ?? { n: 0, hash: noHash };
  for (
    let pack = chain.packsByFirst.get(end.n + 1);
    pack !== undefined;
    pack = chain.packsByFirst.get(end.n + 1)
  ) {
    yield packOf(pack);
    end = { n: pack.last, hash: pack.hash };
  }
  if (key === null) return;
  for (let ops = opsAfter(chain, end.n); ops.length > 0; ops = opsAfter(chain, end.n)) {
    const { payload, count } = fitPack(log, end.hash, ops, limits.packBytes);
    yield { payload, sig: key.sign(payload).toString('base64url') };
    end = { n: end.n + count, hash: sha256Of(payload) };
  }
}

/** The next ops without a hole. */
function opsAfter({ opsByNumber }: JournalChain, n: number): readonly Op[] {
  const ops: Op[] = [];
  for (let op = opsByNumber.get(n + 1); op !== undefined; op = opsByNumber.get(n + 1 + ops.length)) {
    ops.push(op);
    if (ops.length === limits.packOps) break;
  }
  return ops;
}
