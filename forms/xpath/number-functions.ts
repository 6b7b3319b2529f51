import { createAnyResult, createNumberResult, createTextResult, createBooleanResult } from './compiled.ts';
import { textToNumber, valueToNumber, valueToText } from './value.ts';
import {
  argumentAt,
  argumentNumbers,
  argumentOrContextText,
  argumentTexts,
  defineBinaryNumberFunction,
  defineNumberFunction,
  type FunctionDefinitions,
} from './function-definition.ts';

/** XPath 1.0, 4.4, and ODK's additions. */
export const numberFunctions: FunctionDefinitions = {
  number: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) =>
      createNumberResult(
        (frame) => args[0]?.number(frame) ?? textToNumber(argumentOrContextText(args, frame), frame.world),
      ),
  },
  int: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => {
      const value = argumentAt(args, 0);
      return createNumberResult((frame) => {
        const given = value.value(frame);
        const text = typeof given === 'object' ? valueToText(given) : given;
        // `int('7.9e-12')` is 0 in ODK, though `number()` of that text is NaN.
        const isScientific = typeof text === 'string' && scientificPattern.test(text);
        // Zero is never negative: nobody typed its sign.
        return Math.trunc(isScientific ? Number(text) : valueToNumber(given, frame.world)) + 0;
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
      const [value, digits] = [argumentAt(args, 0), args[1]];
      return createNumberResult((frame) => {
        // `round('4,6')` is 5 in ODK Collect: a number with a typed comma is accepted here.
        const given = value.value(frame);
        const isTyped = typeof given === 'string' && /^\s{0,9}-?\d{1,15},\d{1,15}\s{0,9}$/.test(given);
        const number = valueToNumber(isTyped ? given.replace(',', '.') : given, frame.world);
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
    build: () => createNumberResult((frame) => frame.world.random()),
  },
  sum: {
    minimumArguments: 1,
    maximumArguments: 1,
    // Unanswered rows add nothing, as in ODK Collect.
    build: (args) =>
      createNumberResult((frame) =>
        argumentTexts(args, frame).reduce(
          (sum, text) => (text === '' ? sum : sum + textToNumber(text, frame.world)),
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
        const draw = () => frame.world.random();
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
  const places = Math.max(-308, Math.min(Math.trunc(digits), 100));
  // `shiftDecimalPoint` reads a text, in which zero has no sign.
  return shiftDecimalPoint(Math.round(shiftDecimalPoint(value, places)), -places);
}

function shiftDecimalPoint(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
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

interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** Of the equator in metres, as in ODK. */
const earthRadiusM = 6_378_100;

/** Points are `latitude longitude [altitude accuracy]`, separated by `;`. Lengths are metres, areas square metres. */
export const geoFunctions: FunctionDefinitions = {
  area: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => createNumberResult((frame) => polygonAreaM2(parseGeoPoints(argumentTexts(args, frame)))),
  },
  distance: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    build: (args) => createNumberResult((frame) => pathLengthM(parseGeoPoints(argumentTexts(args, frame)))),
  },
  geofence: {
    minimumArguments: 2,
    maximumArguments: 2,
    build: (args) =>
      createBooleanResult((frame) => {
        const [point] = parseGeoPoints([argumentAt(args, 0).text(frame)]) ?? [];
        const shape = parseGeoPoints([argumentAt(args, 1).text(frame)]);
        return point !== undefined && shape !== null && isInsidePolygon(point, shape);
      }),
  },
};

/** Null when one of them is no place on Earth. */
function parseGeoPoints(texts: readonly string[]): readonly GeoPoint[] | null {
  const points: GeoPoint[] = [];
  for (const written of texts.flatMap((text) => text.split(';'))) {
    const numbers = written.split(/\s/).filter((word) => word !== '');
    if (numbers.length === 0) continue;
    const [latitude = Number.NaN, longitude = Number.NaN] = numbers.map(Number);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || numbers.length > 4) return null;
    points.push({ latitude, longitude });
  }
  return points;
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Round to the centimetre. */
const roundToHundredths = (value: number): number => Math.round(value * 100) / 100;

/** Area in square metres of the polygon on a sphere; 0 for fewer than three points. */
function polygonAreaM2(points: readonly GeoPoint[] | null): number {
  if (points === null || points.length < 3) return 0;
  let sum = 0;
  for (const [at, from] of points.entries()) {
    const to = points[(at + 1) % points.length] ?? from;
    sum +=
      toRadians(to.longitude - from.longitude) *
      (2 + Math.sin(toRadians(from.latitude)) + Math.sin(toRadians(to.latitude)));
  }
  return roundToHundredths(Math.abs((sum * earthRadiusM * earthRadiusM) / 2));
}

/** Length along the points on a sphere, in metres. */
function pathLengthM(points: readonly GeoPoint[] | null): number {
  if (points === null) return 0;
  let sum = 0;
  for (const [at, to] of points.entries()) {
    const from = points[at - 1];
    if (from !== undefined) sum += distanceBetweenM(from, to);
  }
  return roundToHundredths(sum);
}

function distanceBetweenM(from: GeoPoint, to: GeoPoint): number {
  if (from.latitude === to.latitude && from.longitude === to.longitude) return 0;
  const [a, b] = [toRadians(from.latitude), toRadians(to.latitude)];
  const turn = toRadians(from.longitude - to.longitude);
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
  return Math.acos(Math.min(1, cosine)) * earthRadiusM;
}

/** An open shape has no inside. */
function isInsidePolygon(point: GeoPoint, shape: readonly GeoPoint[]): boolean {
  const [first, last] = [shape[0], shape.at(-1)];
  if (shape.length < 4 || first === undefined || last === undefined) return false;
  if (first.latitude !== last.latitude || first.longitude !== last.longitude) return false;
  let inside = false;
  for (const [at, to] of shape.entries()) {
    const from = shape[at - 1];
    if (from === undefined || from.latitude > point.latitude === to.latitude > point.latitude) continue;
    const share = (point.latitude - from.latitude) / (to.latitude - from.latitude);
    if (point.longitude < from.longitude + share * (to.longitude - from.longitude)) inside = !inside;
  }
  return inside;
}
