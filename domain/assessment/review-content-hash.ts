import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Document } from '../document/document.ts';
import { isPathBelow } from '../document/path.ts';
import { isRatingOverridePath } from '../people/path-class.ts';
import type { ReviewAct } from './review-act.ts';

/**
 * What of a record somebody has to have seen as it is now, before an act on it counts: a SHA-256 in hex over the dots of
 * its values. A step of the whole record is about all of it; a remark takes nothing away and is about nothing. The
 * console says what it saw, headquarters compares, so that nobody approves what came in behind their back.
 */
export function contentHashForAct(document: Document, act: ReviewAct): string {
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
    case 'recordComment':
      return hashRegisters(document, []);
    case 'removePoint':
    case 'settlePoint':
      return hashRegisters(document, [`review/points/${act.point}`, `review/replies/${act.point}`]);
    case 'overrideRating':
    case 'withdrawOverride':
      return hashRegisters(document, [`answers/${act.question}`]);
    case 'markRemark':
      return hashRegisters(document, [`comments/${act.remark}`]);
    case 'answerComment':
      return hashRegisters(document, [`state-comments/${act.comment}`]);
    case 'closePeriod':
      return hashRegisters(document, ['periods']);
    default:
      return hashRegisters(document, null);
  }
}

/**
 * The same of what was answered, by which an adviser's sign-off is bound to what they had before them. Why a reviewer
 * lets a rating stand changes no answer.
 */
export const ratingsContentHash = (document: Document): string =>
  hashRegisters(document, ['answers', 'screening', 'consolidations'], (path) => !isRatingOverridePath(path));

function hashRegisters(
  { registers }: Document,
  prefixes: readonly string[] | null,
  counts: (path: string) => boolean = () => true,
): string {
  const lines = Object.entries(registers)
    .filter(([path]) => prefixes === null || prefixes.some((prefix) => isPathBelow(path, prefix)))
    .filter(([path]) => counts(path))
    .map(([path, { heads, text }]) => [path, ...heads.map(({ dot }) => dot), text ?? ''].join(' '))
    .sort();
  return bytesToHex(sha256(utf8ToBytes(lines.join('\n'))));
}
