import fs from 'node:fs';
import { readInto, regionsOf } from './process-memory.ts';

/** A key that must not be found, with every bit turned: the search itself leaves no such form in memory. */
export const maskedKey = (keyBytes: Uint8Array): Uint8Array =>
  Uint8Array.from(keyBytes, (byte) => byte ^ 0xff);

const pieceBytes = 4 * 1024 * 1024;
const firstBytes = 4;

/** Number of unmasked occurrences of a masked key in all memory that this process has written (Linux alone). */
export function countInOwnMemory(masked: Uint8Array): number {
  const memory = fs.openSync('/proc/self/mem', 'r');
  const piece = Buffer.alloc(pieceBytes);
  const first = Buffer.from(maskedKey(masked.subarray(0, firstBytes)));
  let found = 0;
  try {
    for (const [from, to] of regionsOf('self'))
      for (let at = from; at < to; at += pieceBytes - masked.length) {
        const length = readInto(memory, piece, at, Math.min(pieceBytes, to - at));
        const read = piece.subarray(0, length);
        for (let place = read.indexOf(first); place >= 0; place = read.indexOf(first, place + 1))
          if (masked.every((byte, index) => read[place + index] === (byte ^ 0xff))) found += 1;
      }
  } finally {
    piece.fill(0);
    fs.closeSync(memory);
  }
  return found;
}
