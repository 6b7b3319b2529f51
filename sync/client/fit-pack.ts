import { isTextOp, type Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { encodePayload } from '../protocol/pack-codec.ts';
import { utf8ByteLength } from '../protocol/pack-size.ts';

interface FittedPack {
  readonly payload: string;
  readonly count: number;
}

// Least bytes of an op beside its value; the search for the right number starts with too many ops.
const minimumOpBytes = 4;

/**
 * Payload of the oldest ops, as many as fit into `budgetBytes` of a request and a pack (P1). Contains at least one op,
 * however large.
 * @param ops Consecutive and not empty.
 */
export function fitOpsIntoPack(
  logId: LogId,
  prev: Sha256,
  ops: readonly Op[],
  budgetBytes: number,
): FittedPack {
  let count = Math.max(1, initialOpCount(ops, budgetBytes));
  for (;;) {
    const payload = encodePayload(logId, prev, ops.slice(0, count));
    const excess = Math.max(
      bytesInRequest(payload) / budgetBytes,
      utf8ByteLength(payload) / wireLimits.packBytes,
    );
    if (excess <= 1 || count === 1) return { payload, count };
    count = Math.max(1, Math.min(count - 1, Math.floor((count / excess) * 0.95)));
  }
}

/** Bytes of a pack with this payload in the text of a request. */
export const bytesInRequest = (payload: string): number =>
  utf8ByteLength(JSON.stringify(payload)) + packEnvelopeBytes;

// {"payload":,"sig":"<86>"},
const packEnvelopeBytes = 110;

function initialOpCount(ops: readonly Op[], budgetBytes: number): number {
  let bytes = 0;
  let count = 0;
  for (const op of ops.slice(0, wireLimits.packOps)) {
    bytes += minimumOpBytes + (isTextOp(op) ? op.text.length : JSON.stringify(op.value).length);
    if (bytes > budgetBytes) break;
    count += 1;
  }
  return count;
}
