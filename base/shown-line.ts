import * as z from 'zod';

/**
 * Text of one line that people recognize others by, such as a name or a title. It has no control or format character:
 * those turn the order of letters round or hide differences. Exception: the joiners of Persian and Indian scripts,
 * between two letters.
 */
export const shownLinePattern =
  /^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}]))*$/u;

/** Schema of such a line as a person types it, at most 200 characters long. */
export const ShownLine = z.string().trim().min(1).max(200).regex(shownLinePattern);

/** Return a text without the characters that `shownLinePattern` refuses; line ends and controls become spaces. */
export const toShownLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/gu, '')
    .trim();
