import {
  type Civil,
  civilOf,
  dayMs,
  instantOf,
  padded,
  startOfDay,
  textOfInstant,
  timeOfDay,
} from '../civil-date.ts';
import { type Compiled, type Frame, ofNumber, ofText } from '../compiled.ts';
import { argument, type Definitions, type FunctionDefinition } from './definition.ts';

/** Dates are texts in ISO 8601, times of day as the clock on the wall shows them, numbers days since 1970 in UTC. */
const dateOf: FunctionDefinition = {
  least: 1,
  most: 1,
  build: (args) =>
    ofText((frame) => {
      const ms = instantIn(argument(args, 0), frame);
      return ms === null ? '' : textOfInstant(ms, frame.world);
    }),
};

const formatted: FunctionDefinition = {
  least: 2,
  most: 2,
  build: (args) =>
    ofText((frame) => {
      const ms = instantIn(argument(args, 0), frame);
      const civil = ms === null ? null : civilOf(ms, frame.world);
      return civil === null ? '' : formattedDate(civil, argument(args, 1).text(frame));
    }),
};

export const dateFunctions: Definitions = {
  today: {
    least: 0,
    most: 0,
    build: () => ofText(({ world }) => textOfInstant(startOfDay(world.now(), world), world)),
  },
  now: { least: 0, most: 0, build: () => ofText(({ world }) => textOfInstant(world.now(), world)) },
  date: dateOf,
  'date-time': dateOf,
  'format-date': formatted,
  'format-date-time': formatted,
  'decimal-date-time': {
    least: 1,
    most: 1,
    build: (args) => ofNumber((frame) => (instantIn(argument(args, 0), frame) ?? Number.NaN) / dayMs),
  },
  'decimal-time': {
    least: 1,
    most: 1,
    build: (args) =>
      ofNumber((frame) => (timeOfDay(argument(args, 0).text(frame), frame.world) ?? Number.NaN) / dayMs),
  },
};

/** Numbers are days since 1970, texts dates; null for everything else. */
function instantIn(arg: Compiled, frame: Frame): number | null {
  const value = arg.value(frame);
  if (typeof value === 'number') return Number.isFinite(value) ? value * dayMs : null;
  if (typeof value === 'boolean') return null;
  const text = typeof value === 'string' ? value : (value[0]?.text() ?? '');
  const ms = instantOf(text, frame.world);
  if (ms !== null) return ms;
  // What a calculation has stored as a number of days comes back as text.
  return typeof value === 'object' && /^-?\d{1,7}(?:\.\d{1,17})?$/.test(text) ? Number(text) * dayMs : null;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Names in English, as ODK Web Forms gives them in every language. */
const parts: Readonly<Record<string, (civil: Civil) => string>> = {
  Y: ({ year }) => padded(year, 4),
  y: ({ year }) => padded(year % 100, 2),
  m: ({ month }) => padded(month, 2),
  n: ({ month }) => String(month),
  B: ({ month }) => months[month - 1] ?? '',
  b: ({ month }) => (months[month - 1] ?? '').slice(0, 3),
  d: ({ day }) => padded(day, 2),
  e: ({ day }) => String(day),
  A: ({ weekday }) => days[weekday] ?? '',
  a: ({ weekday }) => (days[weekday] ?? '').slice(0, 3),
  H: ({ hour }) => padded(hour, 2),
  h: ({ hour }) => String(hour),
  M: ({ minute }) => padded(minute, 2),
  S: ({ second }) => padded(second, 2),
  '3': ({ milli }) => padded(milli, 3),
  '%': () => '%',
};

/** `%Y-%m-%d` and the like; letters that say nothing stay. */
const formattedDate = (civil: Civil, format: string): string =>
  format.replace(/%(.)/g, (whole, letter: string) => parts[letter]?.(civil) ?? whole);
