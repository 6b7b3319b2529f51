/** `substring()` of XPath 1.0: positions from 1, rounded, and NaN is outside of everything. */
export function substring(text: string, start: number, length: number | undefined): string {
  const from = roundedHalfUp(start);
  const to = length === undefined ? Infinity : from + roundedHalfUp(length);
  if (Number.isNaN(from) || Number.isNaN(to)) return '';
  return text.slice(Math.max(0, from - 1), Math.max(0, to - 1));
}

const roundedHalfUp = (value: number): number => Math.floor(value + 0.5);

/** `substr()` of ODK: positions from 0, the end is not included, negative ones count from the end. */
export function substr(text: string, start: number, end: number | undefined): string {
  const from = placeIn(text, start);
  const to = end === undefined ? text.length : placeIn(text, end);
  return from < to ? text.slice(from, to) : '';
}

function placeIn(text: string, at: number): number {
  const whole = Number.isNaN(at) ? 0 : Math.trunc(at);
  return Math.min(Math.max(0, whole < 0 ? text.length + whole : whole), text.length);
}

/** White space of XML at the ends removed, elsewhere a single blank. */
export const normalized = (text: string): string =>
  text
    .split(/[ \t\r\n]/)
    .filter((word) => word !== '')
    .join(' ');

/** `translate()`: each letter of `from` by the one at its place in `to`; the first place of a letter counts. */
export function translated(text: string, from: string, to: string): string {
  const letters = new Map<string, string>();
  const targets = Array.from(to);
  for (const [at, letter] of Array.from(from).entries())
    if (!letters.has(letter)) letters.set(letter, targets[at] ?? '');
  return Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
}
