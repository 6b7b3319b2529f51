/**
 * Chinese, Japanese and Korean characters, and their full-width punctuation: as wide as two letters, and a
 * line may end after each.
 */
export const wideSigns =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/;

export const isWideSign = (sign: string): boolean => wideSigns.test(sign);

/**
 * Width of a text, in letters of usual width: nothing is measured, so that a chart is the same on every
 * machine.
 */
export const letterWidths = (text: string): number =>
  Array.from(text).reduce(
    (width, sign) => width + (isWideSign(sign) ? 2 : isCyrillicSign(sign) ? 1.15 : 1),
    0,
  );

const isCyrillicSign = (sign: string): boolean => sign >= '\u0400' && sign <= '\u04FF';

/** Letters of the longest word that a table has room for; a longer one is an address or an id. */
export const maximumWordLetters = 22;

const longWord = new RegExp(`(?:(?!${wideSigns.source})\\S){${maximumWordLetters + 1},}`, 'gu');
const letterSegmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Parts of a text between which a line may end, beside its spaces: a long word would run off the paper. */
export const breakablePartsOf = (text: string): readonly string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(longWord)) {
    const letters = [...letterSegmenter.segment(word)].map(({ segment }) => segment);
    for (let at = 0; at < letters.length; at += maximumWordLetters) {
      const part = letters.slice(at, at + maximumWordLetters).join('');
      parts.push(at === 0 ? text.slice(from, index) + part : part);
    }
    from = index + word.length;
  }
  const rest = text.slice(from);
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
};
