import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Document } from '../document/document.ts';
import { isPathBelow } from '../document/path.ts';
import { isRatingOverridePath } from './assessment.ts';
import type { ReviewAct } from './review-act.ts';

/**
 * SHA-256 in hex over the dots of an assessment's content. A person must have seen this content before an act on it
 * counts. A step covers the whole assessment; a remark takes nothing away and covers nothing. The console sends the
 * hash of its page and headquarters compares, so nobody approves unseen changes.
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
 * The same hash over the answers alone. It binds an adviser's sign-off to the answers that they saw. A reviewer's
 * override of a rating changes no answer.
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
