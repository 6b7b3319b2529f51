import { ofAny, ofNumber, ofText } from '../compiled.ts';
import { numberOfText, toNumber, toText } from '../value.ts';
import { argument, type Definitions, numberOf, numberOfTwo } from './definition.ts';
import { numbersOf, selfText, textsOf } from './spread.ts';

/** XPath 1.0, 4.4, and what ODK adds. */
export const numberFunctions: Definitions = {
  number: {
    least: 0,
    most: 1,
    build: (args) =>
      ofNumber((frame) => args[0]?.number(frame) ?? numberOfText(selfText(args, frame), frame.world)),
  },
  int: {
    least: 1,
    most: 1,
    build: (args) => {
      const value = argument(args, 0);
      return ofNumber((frame) => {
        const given = value.value(frame);
        const text = typeof given === 'object' ? toText(given) : given;
        // `int('7.9e-12')` is 0 in ODK, though `number()` of that text is no number.
        const isScientific = typeof text === 'string' && scientific.test(text);
        // Zero is never negative: nobody typed its sign.
        return Math.trunc(isScientific ? Number(text) : toNumber(given, frame.world)) + 0;
      });
    },
  },
  abs: numberOf(Math.abs),
  floor: numberOf(Math.floor),
  ceiling: numberOf(Math.ceil),
  round: {
    least: 1,
    most: 2,
    build: (args) => {
      const [value, digits] = [argument(args, 0), args[1]];
      return ofNumber((frame) => {
        // `round('4,6')` is 5 in ODK Collect: what people type with a comma is a number here.
        const given = value.value(frame);
        const isTyped = typeof given === 'string' && /^\s{0,9}-?\d{1,15},\d{1,15}\s{0,9}$/.test(given);
        const number = toNumber(isTyped ? given.replace(',', '.') : given, frame.world);
        return rounded(number, digits?.number(frame) ?? 0);
      });
    },
  },
  pow: numberOfTwo(Math.pow),
  sqrt: numberOf(Math.sqrt),
  exp: numberOf(Math.exp),
  exp10: numberOf((value) => 10 ** value),
  log: numberOf(Math.log),
  log10: numberOf(Math.log10),
  sin: numberOf(Math.sin),
  cos: numberOf(Math.cos),
  tan: numberOf(Math.tan),
  asin: numberOf(Math.asin),
  acos: numberOf(Math.acos),
  atan: numberOf(Math.atan),
  atan2: numberOfTwo(Math.atan2),
  pi: { least: 0, most: 0, build: () => ofNumber(() => Math.PI) },
  random: { least: 0, most: 0, build: () => ofNumber((frame) => frame.world.random()) },
  sum: {
    least: 1,
    most: 1,
    // Rows that are not answered yet add nothing, as in ODK Collect.
    build: (args) =>
      ofNumber((frame) =>
        textsOf(args, frame).reduce(
          (sum, text) => (text === '' ? sum : sum + numberOfText(text, frame.world)),
          0,
        ),
      ),
  },
  min: {
    least: 1,
    most: Infinity,
    build: (args) => ofNumber((frame) => extreme(numbersOf(args, frame), (one, other) => one < other)),
  },
  max: {
    least: 1,
    most: Infinity,
    build: (args) => ofNumber((frame) => extreme(numbersOf(args, frame), (one, other) => one > other)),
  },
  uuid: {
    least: 0,
    most: 1,
    build: ([length]) =>
      ofText((frame) => {
        const size = length?.number(frame) ?? 36;
        const draw = () => frame.world.random();
        let text = uuid(draw);
        while (text.length < Math.min(size, 1_000)) text += uuid(draw);
        return text.slice(0, Number.isNaN(size) ? 36 : Math.max(0, size));
      }),
  },
  coalesce: {
    least: 1,
    most: Infinity,
    // A calculation without a result is as blank as a question without an answer.
    build: (args) =>
      ofText((frame) => {
        for (const arg of args) {
          const text = arg.text(frame);
          if (text !== '' && text !== 'NaN') return text;
        }
        return '';
      }),
  },
  once: {
    least: 1,
    most: 1,
    build: (args) =>
      ofAny((frame) => {
        const kept = frame.node.text();
        if (kept !== '') return kept;
        const value = argument(args, 0).value(frame);
        return typeof value === 'number' && Number.isNaN(value) ? '' : value;
      }),
  },
};

const scientific = /^\s{0,9}-?\d{1,40}(?:\.\d{1,40})?[eE][+-]?\d{1,4}\s{0,9}$/;

/**
 * A number to some decimal places, at its decimal digits as people see them: `2.675` to two places is 2.68. Halves go
 * towards plus infinity (XPath 1.0, 4.4; JavaRosa), so that -2.5 gives -2.
 *
 * @param digits places behind the point; below 0, before it
 */
export function rounded(value: number, digits: number): number {
  if (Number.isNaN(value) || Number.isNaN(digits)) return Number.NaN;
  if (!Number.isFinite(value)) return value;
  const places = Math.max(-308, Math.min(Math.trunc(digits), 100));
  // `shifted` reads a text, in which zero has no sign.
  return shifted(Math.round(shifted(value, places)), -places);
}

function shifted(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

const extreme = (values: readonly number[], isBetter: (one: number, other: number) => boolean): number => {
  const [first = Number.NaN, ...rest] = values;
  return rest.reduce(
    (found, value) => (Number.isNaN(value) || isBetter(value, found) ? value : found),
    first,
  );
};

/** Version 4 of RFC 9562. */
function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, (_, at) => {
    const drawn = Math.floor(random() * 16);
    return (at === 12 ? 4 : at === 16 ? 8 + (drawn % 4) : drawn).toString(16);
  }).join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
