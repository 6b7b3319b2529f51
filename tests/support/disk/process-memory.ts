import fs from 'node:fs';
import { foundIn, type Needle } from './needles.ts';

/** Tell whether this process may read the memory of others. Linux lets root, and other accounts only after more settings. */
export const canReadMemory = process.platform === 'linux' && process.getuid?.() === 0;

const pieceBytes = 16 * 1024 * 1024;

/**
 * Search all memory that a process has written to: regions that are readable, and private or anonymous. Program text
 * and shared files cannot hold a person's typing. Returns each needle that was found once.
 */
export function searchMemory(pid: number, needles: readonly Needle[]): readonly string[] {
  const longest = Math.max(...needles.map(({ bytes }) => bytes.length));
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r');
  const found = new Set<string>();
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (const [from, to] of regionsOf(pid))
      for (let at = from; at < to; at += pieceBytes - longest) {
        const length = readInto(memory, piece, at, Math.min(pieceBytes, to - at));
        for (const hit of foundIn(piece.subarray(0, length), needles)) found.add(hit);
        if (at + pieceBytes >= to) break;
      }
  } finally {
    fs.closeSync(memory);
  }
  return [...found];
}

/**
 * Parts of its memory that a process can write to.
 * @param pid a number, or `self`
 */
export function regionsOf(pid: number | 'self'): readonly (readonly [from: number, to: number])[] {
  return fs
    .readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', to = '', rights = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      return rights.startsWith('rw') && !line.endsWith('[vvar]')
        ? [[parseInt(from, 16), parseInt(to, 16)]]
        : [];
    })
    .map(([from = 0, to = 0]) => [from, to] as const);
}

/** A page that was given back meanwhile cannot be read: then the region ends there. */
export function readInto(memory: number, piece: Buffer, at: number, length: number): number {
  try {
    return fs.readSync(memory, piece, 0, length, at);
  } catch {
    return 0;
  }
}
