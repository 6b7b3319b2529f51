/**
 * Names without a prefix, as parts of regular expressions with the flag `u`. Source: NCName of Namespaces in XML 1.0,
 * on names of XML 1.0, fifth edition, 2.3. Letters outside XML (`ª`, `µ`, `º`) are accepted as well: forms with them
 * work.
 */
const nameStartLetters =
  '\\p{L}_\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}' +
  '\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRestLetters = `${nameStartLetters}\\p{N}\\p{M}.\\u{B7}\\u{203F}\\u{2040}\\-`;

/** One name, of any length. */
export const ncNamePattern = `[${nameStartLetters}][${nameRestLetters}]*`;

/** One name of at most 1,000 characters. */
export const boundedNcNamePattern = `[${nameStartLetters}][${nameRestLetters}]{0,999}`;

const wholeNcNamePattern = new RegExp(`^${ncNamePattern}$`, 'u');

/** Return whether the whole text is one name. */
export const isNcName = (text: string): boolean => wholeNcNamePattern.test(text);
