import type { TakenRow } from './participant-import.ts';

/**
 * Letters that a wrong encoding leaves: the replacement sign, or bytes of UTF-8 read one by one. Also a Latin letter
 * joined to one of another script.
 */
const garbledLetters = new RegExp(
  [
    '\\uFFFD',
    '[ÂÃÐÑØÙ][\\u0080-\\u00BF\\u0152-\\u0192\\u02C6\\u2013-\\u203A\\u20AC\\u2122]',
    '\\p{Script=Latin}[\\p{Script=Cyrillic}\\p{Script=Arabic}]',
    '[\\p{Script=Cyrillic}\\p{Script=Arabic}]\\p{Script=Latin}',
  ].join('|'),
  'u',
);

/** Numbers of the taken rows with a name or an institution that was read in a wrong encoding. */
export const garbledRowsOf = (taken: readonly TakenRow[]): readonly number[] =>
  taken
    .filter(({ draft: { personal, fields } }) =>
      [personal.name, fields.institution].some((text) => garbledLetters.test(text)),
    )
    .map(({ row }) => row);
