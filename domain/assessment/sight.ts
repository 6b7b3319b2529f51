import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Document } from '../document/document.ts';
import { isBelow } from '../document/path.ts';
import { isRatingOverride } from '../people/path-class.ts';
import type { ReviewAct } from './review-act.ts';

/**
 * What of a record somebody has to have seen as it is now, before an act on it counts: a SHA-256 in hex over the dots of
 * its values. A step of the whole record is about all of it; a remark takes nothing away and is about nothing. The
 * console says what it saw, headquarters compares, so that nobody approves what came in behind their back.
 */
export function sightOf(document: Document, act: ReviewAct): string {
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
    case 'recordComment':
      return sight(document, []);
    case 'removePoint':
    case 'settlePoint':
      return sight(document, [`review/points/${act.point}`, `review/replies/${act.point}`]);
    case 'overrideRating':
    case 'withdrawOverride':
      return sight(document, [`answers/${act.question}`]);
    case 'markRemark':
      return sight(document, [`comments/${act.remark}`]);
    case 'answerComment':
      return sight(document, [`state-comments/${act.comment}`]);
    case 'closePeriod':
      return sight(document, ['periods']);
    default:
      return sight(document, null);
  }
}

/**
 * The same of what was answered, by which an adviser's sign-off is bound to what they had before them. Why a reviewer
 * lets a rating stand changes no answer.
 */
export const ratingsSight = (document: Document): string =>
  sight(document, ['answers', 'screening', 'consolidations'], (path) => !isRatingOverride(path));

function sight(
  { registers }: Document,
  prefixes: readonly string[] | null,
  counts: (path: string) => boolean = () => true,
): string {
  const lines = Object.entries(registers)
    .filter(([path]) => prefixes === null || prefixes.some((prefix) => isBelow(path, prefix)))
    .filter(([path]) => counts(path))
    .map(([path, { heads, text }]) => [path, ...heads.map(({ dot }) => dot), text ?? ''].join(' '))
    .sort();
  return bytesToHex(sha256(utf8ToBytes(lines.join('\n'))));
}
