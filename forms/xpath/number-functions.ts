import { createAnyResult, createNumberResult, createTextResult } from './compiled.ts';
import { argumentNumbers, argumentTexts } from './function-arguments.ts';
import {
  argumentAt,
  argumentOrContextText,
  defineBinaryNumberFunction,
  defineNumberFunction,
  type FunctionDefinitions,
} from './function-definition.ts';
import { textToNumber, valueToNumber, valueToText } from './value.ts';

/** XPath 1.0, 4.4, and ODK's additions. */
export const numberFunctions: FunctionDefinitions = {
  number: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) =>
      createNumberResult(
        (frame) => args[0]?.number(frame) ?? textToNumber(argumentOrContextText(args, frame), frame.context),
      ),
  },
  int: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => {
      const valueExpression = argumentAt(args, 0);
      return createNumberResult((frame) => {
        const given = valueExpression.value(frame);
        const text = typeof given === 'object' ? valueToText(given) : given;
        // `int('7.9e-12')` is 0 in ODK, though `number()` of that text is NaN.
        const isScientific = typeof text === 'string' && scientificPattern.test(text);
        // Zero is never negative: nobody typed its sign.
        return Math.trunc(isScientific ? Number(text) : valueToNumber(given, frame.context)) + 0;
      });
    },
  },
  abs: defineNumberFunction(Math.abs),
  floor: defineNumberFunction(Math.floor),
  ceiling: defineNumberFunction(Math.ceil),
  round: {
    minimumArguments: 1,
    maximumArguments: 2,
    build: (args) => {
      const [valueExpression, digits] = [argumentAt(args, 0), args[1]];
      return createNumberResult((frame) => {
        // `round('4,6')` is 5 in ODK Collect: a number with a typed comma is accepted here.
        const given = valueExpression.value(frame);
        const isTyped = typeof given === 'string' && /^\s{0,9}-?\d{1,15},\d{1,15}\s{0,9}$/.test(given);
        const number = valueToNumber(isTyped ? given.replace(',', '.') : given, frame.context);
        return roundToDigits(number, digits?.number(frame) ?? 0);
      });
    },
  },
  pow: defineBinaryNumberFunction(Math.pow),
  sqrt: defineNumberFunction(Math.sqrt),
  exp: defineNumberFunction(Math.exp),
  exp10: defineNumberFunction((value) => 10 ** value),
  log: defineNumberFunction(Math.log),
  log10: defineNumberFunction(Math.log10),
  sin: defineNumberFunction(Math.sin),
  cos: defineNumberFunction(Math.cos),
  tan: defineNumberFunction(Math.tan),
  asin: defineNumberFunction(Math.asin),
  acos: defineNumberFunction(Math.acos),
  atan: defineNumberFunction(Math.atan),
  atan2: defineBinaryNumberFunction(Math.atan2),
  pi: { minimumArguments: 0, maximumArguments: 0, build: () => createNumberResult(() => Math.PI) },
  random: {
    minimumArguments: 0,
    maximumArguments: 0,
    build: () => createNumberResult((frame) => frame.context.random()),
  },
  sum: {
    minimumArguments: 1,
    maximumArguments: 1,
    // Unanswered rows add nothing, as in ODK Collect.
    build: (args) =>
      createNumberResult((frame) =>
        argumentTexts(args, frame).reduce(
          (sum, text) => (text === '' ? sum : sum + textToNumber(text, frame.context)),
          0,
        ),
      ),
  },
  min: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    build: (args) =>
      createNumberResult((frame) =>
        extremeArgument(argumentNumbers(args, frame), (one, other) => one < other),
      ),
  },
  max: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    build: (args) =>
      createNumberResult((frame) =>
        extremeArgument(argumentNumbers(args, frame), (one, other) => one > other),
      ),
  },
  uuid: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: ([length]) =>
      createTextResult((frame) => {
        const size = length?.number(frame) ?? 36;
        const draw = () => frame.context.random();
        let text = drawUuid(draw);
        while (text.length < Math.min(size, 1_000)) text += drawUuid(draw);
        return text.slice(0, Number.isNaN(size) ? 36 : Math.max(0, size));
      }),
  },
  coalesce: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    // A calculation without a result is as blank as a question without an answer.
    build: (args) =>
      createTextResult((frame) => {
        for (const arg of args) {
          const text = arg.text(frame);
          if (text !== '' && text !== 'NaN') return text;
        }
        return '';
      }),
  },
  once: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createAnyResult((frame) => {
        const kept = frame.node.text();
        if (kept !== '') return kept;
        const value = argumentAt(args, 0).value(frame);
        return typeof value === 'number' && Number.isNaN(value) ? '' : value;
      }),
  },
};

const scientificPattern = /^\s{0,9}-?\d{1,40}(?:\.\d{1,40})?[eE][+-]?\d{1,4}\s{0,9}$/;

/**
 * Round a number to some decimal places, by its decimal digits: `2.675` to two places is 2.68. Halves go towards plus
 * infinity (XPath 1.0, 4.4; JavaRosa), so that -2.5 gives -2.
 * @param digits places after the point; below 0, before it
 */
function roundToDigits(value: number, digits: number): number {
  if (Number.isNaN(value) || Number.isNaN(digits)) return Number.NaN;
  if (!Number.isFinite(value)) return value;
  const decimals = Math.max(-308, Math.min(Math.trunc(digits), 100));
  // `shiftDecimalPoint` reads a text, in which zero has no sign.
  return shiftDecimalPoint(Math.round(shiftDecimalPoint(value, decimals)), -decimals);
}

function shiftDecimalPoint(value: number, decimals: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + decimals}`);
}

const extremeArgument = (
  values: readonly number[],
  isBetter: (one: number, other: number) => boolean,
): number => {
  const [first = Number.NaN, ...rest] = values;
  return rest.reduce(
    (found, value) => (Number.isNaN(value) || isBetter(value, found) ? value : found),
    first,
  );
};

/** Version 4 of RFC 9562. */
function drawUuid(random: () => number): string {
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
