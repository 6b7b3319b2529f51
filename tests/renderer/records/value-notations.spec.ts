import { expect, test } from 'vitest';
import { languagesNotationIn, minutesNotation } from '#renderer/records/value-notations.ts';

test.each([
  ['90', 90],
  [' 45 ', 45],
  ['٩٠', 90],
  ['', null],
  ['1441', undefined],
  ['1.5', undefined],
  ['one hour', undefined],
])('"%s" as minutes is %s', (written, minutes) => {
  expect(minutesNotation.parse(written)).toBe(minutes);
});

test.each([
  ['en', 'en, fr', ['en', 'fr']],
  ['en', 'AR؛ en،fr', ['ar', 'en', 'fr']],
  ['en', 'en en', ['en']],
  ['en', '', []],
  ['en', 'English, french', ['en', 'fr']],
  ['fr', 'Francais, arabe', ['fr', 'ar']],
  ['ar', 'الإنجليزية، الفرنسية', ['en', 'fr']],
  ['en', 'Anglish', undefined],
] as const)('in %s, "%s" as languages is %j', (language, written, codes) => {
  expect(languagesNotationIn(language).parse(written)).toEqual(codes);
});

test.each([
  ['en', 'English, French'],
  ['fr', 'anglais, français'],
  ['ar', 'الإنجليزية، الفرنسية'],
] as const)('languages are shown by their names in %s', (language, names) => {
  expect(languagesNotationIn(language).format(['en', 'fr'])).toBe(names);
});
