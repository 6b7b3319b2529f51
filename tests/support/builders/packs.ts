import type { Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import type { LogAnswer, LogEntry, Pack, SyncResponse } from '#sync/protocol/wire.ts';

// The form of a signature; checks of signatures have tests of their own.
const sig = 'A'.repeat(86);

export const aPack = (logId: LogId, ops: readonly Op[], prev: Sha256 = chainStartHash): Pack => ({
  payload: encodePayload(logId, prev, ops),
  sig,
});

/** The packs of consecutive ops of one device, each following the one before. */
export function aChain<const G extends readonly (readonly Op[])[]>(
  logId: LogId,
  ...groups: G
): PackPerGroup<G> {
  let prev = chainStartHash;
  const packs = groups.map((ops) => {
    const pack = aPack(logId, ops, prev);
    prev = sha256Of(pack.payload);
    return pack;
  });
  return packs as PackPerGroup<G>; // map keeps the length, which its type forgets
}
type PackPerGroup<G> = { readonly [K in keyof G]: Pack };

export const anEntry = (place: number, pack: Pack, held?: readonly number[]): LogEntry => ({
  place,
  pack,
  ...(held && { held }),
});

/** An answer with news of one log. */
export const anAnswer = (
  logId: LogId,
  logAnswer: Partial<LogAnswer>,
  more: Partial<SyncResponse> = {},
): SyncResponse => ({
  protocol: 1,
  now: 1_767_225_600_000,
  verdicts: [],
  logs: {
    [logId]: {
      entries: [],
      next: logAnswer.entries?.at(-1)?.place ?? 0,
      more: false,
      acked: 0,
      ...logAnswer,
    },
  },
  orders: [],
  ...more,
});
