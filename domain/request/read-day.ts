import { civilDayMs } from '#base/civil-date.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { stateNameLanguages } from '../states/state-names.ts';

/**
 * Read a day in figures, or with its month in words of one of the six languages. Null for any other text, and for one that
 * may be two days, such as 03/04/2027.
 */
export function readDay(text: string): string | null {
  const plain = withPlainDigits(text)
    .replace(/[ T]00:00(?::00)?$/u, '')
    .replaceAll(/[\u200e\u200f\s]/gu, '');
  const byYear = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain);
  if (byYear !== null) return dayOf(byYear[1], byYear[2], byYear[3]);
  const byDay = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/u.exec(plain);
  if (byDay === null) return readDayInWords(withPlainDigits(text));
  const [, first = '', sign, second = '', year] = byDay;
  // With points the day comes first everywhere.
  if (sign === '.') return dayOf(year, second, first);
  const days = new Set(
    [dayOf(year, second, first), dayOf(year, first, second)].filter((day) => day !== null),
  );
  const [only = null] = days;
  return days.size === 1 ? only : null;
}

/** Read a day such as "3 novembre 2026": one month, one year and one day, in any order. Other words than particles may change it. */
function readDayInWords(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const months = new Set(words.flatMap((word) => monthsByName().get(word) ?? []));
  const numbers = words.filter((word) => /^\d/u.test(word));
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length < 3);
  const isPlain = words.every((word) => /^\d/u.test(word) || monthsByName().has(word) || particles.has(word));
  const [month] = months;
  if (!isPlain || month === undefined || months.size > 1 || numbers.length !== 2 || years.length !== 1)
    return null;
  return dayOf(years[0], String(month), days[0]);
}

/** Words that belong to a day in one of the languages: "the 3rd of November", "3 de noviembre", "3 ноября 2026 г.". */
const particles: ReadonlySet<string> = new Set('the of st nd rd th le er el de del г года'.split(' '));

/** Months by their names, made at the first day in words. */
let monthNames: ReadonlyMap<string, number> | null = null;
function monthsByName(): ReadonlyMap<string, number> {
  return (monthNames ??= new Map(
    stateNameLanguages.flatMap((language) => {
      const dateFormat = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      });
      // Days within each month of 1970. Beside a day the month stands in the case of a date, as in Russian.
      return Array.from({ length: 12 }, (_, at): [string, number] => [
        dateFormat
          .formatToParts((at * 30.5 + 10) * civilDayMs)
          .flatMap(({ type, value }) => (type === 'month' ? value : []))
          .join('')
          .toLowerCase(),
        at + 1,
      ]).filter(([monthName]) => !/^\d/u.test(monthName));
    }),
  ));
}

function dayOf(year = '', month = '', day = ''): string | null {
  const text = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return IsoDay.safeParse(text).success ? text : null;
}

/** Digits of other scripts as European ones. */
const withPlainDigits = (text: string): string =>
  text
    .replaceAll(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll(/[\uff10-\uff19]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10));
