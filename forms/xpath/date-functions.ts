import {
  type CivilDateTime,
  civilDateTimeOf,
  civilDayMs,
  formatInstant,
  padWithZeros,
  parseInstant,
  parseTimeOfDay,
  startOfCivilDay,
} from '#base/civil-date.ts';
import {
  type CompiledExpression,
  createNumberResult,
  createTextResult,
  type EvaluationFrame,
} from './compiled.ts';
import { argumentAt, type FunctionDefinition, type FunctionDefinitions } from './function-definition.ts';

/** Dates are texts in ISO 8601, times of day are local, numbers are days since 1970 in UTC. */
const dateDefinition: FunctionDefinition = {
  minimumArguments: 1,
  maximumArguments: 1,
  build: (args) =>
    createTextResult((frame) => {
      const ms = instantOfArgument(argumentAt(args, 0), frame);
      return ms === null ? '' : formatInstant(ms, frame.context);
    }),
};

const formatDateDefinition: FunctionDefinition = {
  minimumArguments: 2,
  maximumArguments: 2,
  build: (args) =>
    createTextResult((frame) => {
      const ms = instantOfArgument(argumentAt(args, 0), frame);
      const civilDateTime = ms === null ? null : civilDateTimeOf(ms, frame.context);
      return civilDateTime === null ? '' : formatCivilDate(civilDateTime, argumentAt(args, 1).text(frame));
    }),
};

export const dateFunctions: FunctionDefinitions = {
  today: {
    minimumArguments: 0,
    maximumArguments: 0,
    build: () =>
      createTextResult(({ context }) => formatInstant(startOfCivilDay(context.now(), context), context)),
  },
  now: {
    minimumArguments: 0,
    maximumArguments: 0,
    build: () => createTextResult(({ context }) => formatInstant(context.now(), context)),
  },
  date: dateDefinition,
  'date-time': dateDefinition,
  'format-date': formatDateDefinition,
  'format-date-time': formatDateDefinition,
  'decimal-date-time': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createNumberResult(
        (frame) => (instantOfArgument(argumentAt(args, 0), frame) ?? Number.NaN) / civilDayMs,
      ),
  },
  'decimal-time': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createNumberResult(
        (frame) =>
          (parseTimeOfDay(argumentAt(args, 0).text(frame), frame.context) ?? Number.NaN) / civilDayMs,
      ),
  },
};

/** Numbers are days since 1970, texts dates; null for all other values. */
function instantOfArgument(arg: CompiledExpression, frame: EvaluationFrame): number | null {
  const value = arg.value(frame);
  if (typeof value === 'number') return Number.isFinite(value) ? value * civilDayMs : null;
  if (typeof value === 'boolean') return null;
  const text = typeof value === 'string' ? value : (value[0]?.text() ?? '');
  const ms = parseInstant(text, frame.context);
  if (ms !== null) return ms;
  // A calculation's number of days is stored and comes back as text.
  return typeof value === 'object' && /^-?\d{1,7}(?:\.\d{1,17})?$/.test(text)
    ? Number(text) * civilDayMs
    : null;
}

const monthNames = [
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
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Names in English, as ODK Web Forms gives them in every language. */
const dateFormatByLetter: Readonly<Record<string, (civilDateTime: CivilDateTime) => string>> = {
  Y: ({ year }) => padWithZeros(year, 4),
  y: ({ year }) => padWithZeros(year % 100, 2),
  m: ({ month }) => padWithZeros(month, 2),
  n: ({ month }) => String(month),
  B: ({ month }) => monthNames[month - 1] ?? '',
  b: ({ month }) => (monthNames[month - 1] ?? '').slice(0, 3),
  d: ({ day }) => padWithZeros(day, 2),
  e: ({ day }) => String(day),
  A: ({ weekday }) => weekdayNames[weekday] ?? '',
  a: ({ weekday }) => (weekdayNames[weekday] ?? '').slice(0, 3),
  H: ({ hour }) => padWithZeros(hour, 2),
  h: ({ hour }) => String(hour),
  M: ({ minute }) => padWithZeros(minute, 2),
  S: ({ second }) => padWithZeros(second, 2),
  '3': ({ milli }) => padWithZeros(milli, 3),
  '%': () => '%',
};

/** `%Y-%m-%d` and the like; letters without a meaning stay. */
const formatCivilDate = (civilDateTime: CivilDateTime, format: string): string =>
  format.replace(/%(.)/g, (whole, letter: string) => dateFormatByLetter[letter]?.(civilDateTime) ?? whole);
