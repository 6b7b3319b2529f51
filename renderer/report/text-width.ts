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
