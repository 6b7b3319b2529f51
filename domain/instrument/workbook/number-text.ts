/** Which of the two calendars of spreadsheets a file uses: day 1 is 1900-01-01, or day 0 is 1904-01-01. */
export type DateBase = 1900 | 1904;

/**
 * A number as form authors expect to read it and as pyxform writes it: whole numbers without a point, others in their
 * shortest form.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  if (Math.abs(value) >= 1e-4) return String(value);
  const [digits = '0', exponent = '0'] = value.toExponential().split('e-');
  return `${digits}e-${exponent.padStart(2, '0')}`;
}

const builtInDates = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Does a number format show a date or a time? Formats without code are told by their number. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates(id);
  let bare = '';
  let until: string | null = null;
  for (let at = 0; at < Math.min(code.length, 300); at += 1) {
    const letter = code.charAt(at);
    if (until !== null) {
      if (letter === until) until = null;
    } else if (letter === '"') until = '"';
    else if (letter === '[' && !/^\[(h+|m+|s+)\]/i.test(code.slice(at, at + 8))) until = ']';
    else if (letter === '\\' || letter === '_' || letter === '*') at += 1;
    else bare += letter;
  }
  return /[dmhys]/i.test(bare.replace(/General/gi, '').replace(/e[+-]/gi, ''));
}

const dayMs = 86_400_000;

/** A date cell as text, as pyxform writes it: `2026-03-01 00:00:00`, or only the time for less than a day. */
export function dateText(value: number, base: DateBase): string {
  if (!Number.isFinite(value) || value < 0 || value >= 2_958_466) return numberText(value);
  const seconds = Math.round(value * 86_400);
  if (seconds < 86_400 && base === 1900) return timeText(seconds);
  const days = Math.floor(seconds / 86_400);
  // Spreadsheets count a 29 February 1900, which was not: days before it stand one later.
  const sinceEpoch = base === 1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569;
  return `${isoDay(sinceEpoch * dayMs)} ${timeText(seconds - days * 86_400)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
const timeText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** The calendar day of a time in ms since 1970, by the rule of Gregorian years (no clock and no zone is read). */
function isoDay(ms: number): string {
  const shifted = Math.floor(ms / dayMs) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
