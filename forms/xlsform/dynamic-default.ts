import { ncNamePattern } from '../xml/xml-node.ts';

/**
 * Return whether a default is computed, by pyxform's rule. It has arithmetic, a union, a predicate, a reference or a
 * function call. A hyphen within a word or before a digit does not count, nor does any hyphen in dates and places.
 */
export function isDynamicDefault(text: string, type: string): boolean {
  const hyphenated = ['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape'].includes(type);
  for (const token of tokenizeDefault(text)) {
    if (hyphenated && token === '-') return false;
    if (token !== '') return true;
  }
  return false;
}

const defaultTokenPatterns: readonly (readonly [RegExp, (text: string) => string])[] = [
  // Texts in quotes, addresses, dates, times and numbers are values.
  [/"[^"]*"|'[^']*'/y, () => ''],
  [/[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s]*/y, () => ''],
  [
    /-?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?|\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?/y,
    (value) => (value.startsWith('-') ? '-' : ''),
  ],
  [/\$\{[^{}]*\}/y, () => 'reference'],
  [new RegExp(`${ncNamePattern}(:${ncNamePattern})?\\(`, 'uy'), () => 'call'],
  [/(?<=\s)(mod|div)(?=\s)/y, () => 'operator'],
  [new RegExp(ncNamePattern, 'uy'), () => ''],
  [/-?\d+(\.\d+)?/y, () => ''],
  [/[*+|-]/y, (value) => value],
  [/\[/y, () => 'predicate'],
];

/** The significant tokens, `''` for the others. */
function* tokenizeDefault(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    let step = 1;
    for (const [pattern, meaning] of defaultTokenPatterns) {
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
