import { isTextOp, type Op } from '#domain/document/op.ts';
import { wireLimits } from './limits.ts';

// Bytes of an op's columns, quotes and separators beside its value. Estimated high, since only the limit counts: a
// payload may be smaller than planned, never larger.
const estimatedOpBytes = 160;
const estimatedEnvelopeBytes = 512;

/**
 * Number of the oldest ops that fit into one pack of at most `budgetBytes`, within the limits of P1. At least one, so
 * that progress never stops.
 */
export function countOpsForPack(ops: readonly Op[], budgetBytes: number): number {
  const budget = Math.min(budgetBytes, wireLimits.packBytes) - estimatedEnvelopeBytes;
  let bytes = 0;
  let count = 0;
  for (const op of ops.slice(0, wireLimits.packOps)) {
    bytes +=
      estimatedOpBytes +
      utf8ByteLength(isTextOp(op) ? op.text : JSON.stringify(op.value)) +
      overCellBytes(op);
    if (bytes > budget && count > 0) break;
    count += 1;
  }
  return count;
}

const overCellBytes = (op: Op): number => (isTextOp(op) ? 0 : op.over.length * 60);

/** Bytes of a text in UTF-8. */
export function utf8ByteLength(text: string): number {
  let bytes = text.length;
  // By code units, since all sent text passes here: each half of a surrogate pair adds one.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
