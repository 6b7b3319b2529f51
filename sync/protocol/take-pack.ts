import { isTextOp, type Op } from '#domain/document/op.ts';
import { limits } from './limits.ts';

// What the columns, quotes and separators of one op cost beside its value; measured generously, since only the
// limit counts: a payload may be smaller than planned, never larger.
const bytesPerOp = 160;
const bytesPerEnvelope = 512;

/**
 * How many of the oldest ops fit into one pack of at most `budgetBytes` (never over the limits of sync.md 3).
 * At least one, so that progress never stops.
 */
export function countForPack(ops: readonly Op[], budgetBytes: number): number {
  const budget = Math.min(budgetBytes, limits.packBytes) - bytesPerEnvelope;
  let bytes = 0;
  let count = 0;
  for (const op of ops.slice(0, limits.packOps)) {
    bytes += bytesPerOp + utf8Bytes(isTextOp(op) ? op.text : JSON.stringify(op.value)) + overBytes(op);
    if (bytes > budget && count > 0) break;
    count += 1;
  }
  return count;
}

const overBytes = (op: Op): number => (isTextOp(op) ? 0 : op.over.length * 60);

/** Bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  // By code units, since this runs over all that is sent: each half of a surrogate pair adds one.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
