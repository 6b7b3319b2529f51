import { namePattern } from '../xml/xml-name.ts';

/**
 * Is a default computed? As pyxform decides: it has arithmetic, a union, a predicate, a reference or a function call. A
 * hyphen within a word or before a digit is none, and in dates and places any hyphen is only a hyphen.
 */
export function isDynamicDefault(text: string, type: string): boolean {
  const hyphenated = ['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape'].includes(type);
  for (const token of tokens(text)) {
    if (hyphenated && token === '-') return false;
    if (token !== '') return true;
  }
  return false;
}

const patterns: readonly (readonly [RegExp, (text: string) => string])[] = [
  // Texts in quotes, addresses, dates, times and numbers are values.
  [/"[^"]*"|'[^']*'/y, () => ''],
  [/[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s]*/y, () => ''],
  [
    /-?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?|\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?/y,
    (value) => (value.startsWith('-') ? '-' : ''),
  ],
  [/\$\{[^{}]*\}/y, () => 'reference'],
  [new RegExp(`${namePattern}(:${namePattern})?\\(`, 'uy'), () => 'call'],
  [/(?<=\s)(mod|div)(?=\s)/y, () => 'operator'],
  [new RegExp(namePattern, 'uy'), () => ''],
  [/-?\d+(\.\d+)?/y, () => ''],
  [/[*+|-]/y, (value) => value],
  [/\[/y, () => 'predicate'],
];

/** The tokens that tell something, `''` for those that do not. */
function* tokens(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    let step = 1;
    for (const [pattern, meaning] of patterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined || found === '') continue;
      yield meaning(found);
      step = found.length;
      break;
    }
    at += step;
  }
}
