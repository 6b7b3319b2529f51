import { createBooleanResult, createNumberResult } from './compiled.ts';
import { argumentTexts } from './function-arguments.ts';
import { argumentAt, type FunctionDefinitions } from './function-definition.ts';

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
