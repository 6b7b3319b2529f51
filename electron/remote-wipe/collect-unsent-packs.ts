import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type JournalChain, JournalState } from '#renderer/store/journal/journal-state.ts';
import { fitOpsIntoPack } from '#sync/client/fit-pack.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { ShellJournal } from '../journal/shell-journal.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { type DecryptFrame, readJournalEntries } from './read-journal-entries.ts';

/**
 * Yield this laptop's own packs that headquarters may lack, in chain order. The journal does not know the
 * acknowledgements since it was last compacted. Headquarters takes known packs as duplicates, which is harmless (S4).
 * Ops without a pack are signed now by the device that wrote them.
 */
export function* collectUnsentPacks(
  journalState: JournalState,
  deviceIds: readonly DeviceId[],
  keyOf: (deviceId: DeviceId) => DeviceKey | null,
): Generator<Pack> {
  for (const deviceId of deviceIds)
    for (const logId of journalState.logsOf(deviceId))
      yield* collectChainPacks(logId, journalState.chainOf(deviceId, logId), keyOf(deviceId));
}

/** Read all entries of a journal into one state. Frames that do not open are skipped. */
export async function readJournalState(
  shellJournal: ShellJournal,
  openFrame: DecryptFrame,
): Promise<JournalState> {
  const journalState = new JournalState();
  for await (const journalEntry of readJournalEntries(shellJournal, openFrame))
    journalState.applyEntry(journalEntry);
  return journalState;
}

function* collectChainPacks(
  logId: LogId,
  journalChain: JournalChain,
  deviceKey: DeviceKey | null,
): Generator<Pack> {
  let end: { readonly n: number; readonly hash: Sha256 } = journalChain.mark ?? {
    n: 0,
    hash: chainStartHash,
  };
  for (
    let packRow = journalChain.packsByFirst.get(end.n + 1);
    packRow !== undefined;
    packRow = journalChain.packsByFirst.get(end.n + 1)
  ) {
    yield wirePackOf(packRow);
    end = { n: packRow.last, hash: packRow.hash };
  }
  if (deviceKey === null) return;
  for (let ops = nextOpsAfter(journalChain, end.n); ops.length > 0; ops = nextOpsAfter(journalChain, end.n)) {
    const { payload, count } = fitOpsIntoPack(logId, end.hash, ops, wireLimits.packBytes);
    yield { payload, sig: deviceKey.sign(payload).toString('base64url') };
    end = { n: end.n + count, hash: sha256Of(payload) };
  }
}

/** Return the next ops without a gap. */
function nextOpsAfter({ opsByNumber }: JournalChain, n: number): readonly Op[] {
  const ops: Op[] = [];
  for (let op = opsByNumber.get(n + 1); op !== undefined; op = opsByNumber.get(n + 1 + ops.length)) {
    ops.push(op);
    if (ops.length === wireLimits.packOps) break;
  }
  return ops;
}
