import fs from 'node:fs';
import path from 'node:path';

/** Damage to a file between two starts: a bad block, a half-made copy, a person who tidies up. */
export const damages = [
  'a byte is cut out',
  'its tail is cut off',
  'its tail is zeros',
  'a page of it is zeros',
  'a bit has turned',
  'it is missing',
  'an older copy stands in its place',
  'it is empty',
  'its folder is missing',
] as const;
export type Damage = (typeof damages)[number];

/** Of file systems, and of SQLite. */
const pageBytes = 4_096;

/** A copy of a file of an earlier time, by its path. */
export type OlderCopies = (file: string) => Buffer | null;

/**
 * Damage this file at a place that the random number decides. In a file of preallocated size the damage is within the
 * written part. False when there is nothing to damage, such as no older copy.
 */
export function damageFile(file: string, damage: Damage, random: number, olderCopies: OlderCopies): boolean {
  if (damage === 'its folder is missing') {
    fs.rmSync(path.dirname(file), { recursive: true });
    return true;
  }
  if (damage === 'it is missing') {
    fs.rmSync(file);
    return true;
  }
  if (damage === 'an older copy stands in its place') {
    const copy = olderCopies(file);
    if (copy !== null) fs.writeFileSync(file, copy);
    return copy !== null;
  }
  const bytes = fs.readFileSync(file);
  const written = bytes.findLastIndex((byte) => byte !== 0) + 1;
  if (written === 0 && damage !== 'it is empty') return false;
  const at = Math.floor(random * written);
  fs.writeFileSync(file, damaged(bytes, damage, at, written));
  return true;
}

function damaged(bytes: Buffer, damage: Damage, at: number, written: number): Buffer {
  switch (damage) {
    case 'a byte is cut out':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    case 'its tail is cut off':
      return bytes.subarray(0, at);
    case 'its tail is zeros':
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at)]);
    case 'a page of it is zeros': {
      const from = at - (at % pageBytes);
      return Buffer.from(bytes).fill(0, from, Math.min(from + pageBytes, bytes.length));
    }
    case 'a bit has turned': {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ (1 << (written % 8));
      return turned;
    }
    default:
      return Buffer.alloc(0);
  }
}
