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
        const [geoPoint] = parseGeoPoints([argumentAt(args, 0).text(frame)]) ?? [];
        const shape = parseGeoPoints([argumentAt(args, 1).text(frame)]);
        return geoPoint !== undefined && shape !== null && isInsidePolygon(geoPoint, shape);
      }),
  },
};

/** Null when one of them is no place on Earth. */
function parseGeoPoints(texts: readonly string[]): readonly GeoPoint[] | null {
  const geoPoints: GeoPoint[] = [];
  for (const written of texts.flatMap((text) => text.split(';'))) {
    const numbers = written.split(/\s/).filter((word) => word !== '');
    if (numbers.length === 0) continue;
    const [latitude = Number.NaN, longitude = Number.NaN] = numbers.map(Number);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || numbers.length > 4) return null;
    geoPoints.push({ latitude, longitude });
  }
  return geoPoints;
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Round to the centimetre. */
const roundToHundredths = (value: number): number => Math.round(value * 100) / 100;

/** Area in square metres of the polygon on a sphere; 0 for fewer than three points. */
function polygonAreaM2(geoPoints: readonly GeoPoint[] | null): number {
  if (geoPoints === null || geoPoints.length < 3) return 0;
  let sum = 0;
  for (const [at, from] of geoPoints.entries()) {
    const to = geoPoints[(at + 1) % geoPoints.length] ?? from;
    sum +=
      toRadians(to.longitude - from.longitude) *
      (2 + Math.sin(toRadians(from.latitude)) + Math.sin(toRadians(to.latitude)));
  }
  return roundToHundredths(Math.abs((sum * earthRadiusM * earthRadiusM) / 2));
}

/** Length along the points on a sphere, in metres. */
function pathLengthM(geoPoints: readonly GeoPoint[] | null): number {
  if (geoPoints === null) return 0;
  let sum = 0;
  for (const [at, to] of geoPoints.entries()) {
    const from = geoPoints[at - 1];
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
function isInsidePolygon(geoPoint: GeoPoint, shape: readonly GeoPoint[]): boolean {
  const [firstGeoPoint, lastGeoPoint] = [shape[0], shape.at(-1)];
  if (shape.length < 4 || firstGeoPoint === undefined || lastGeoPoint === undefined) return false;
  if (firstGeoPoint.latitude !== lastGeoPoint.latitude || firstGeoPoint.longitude !== lastGeoPoint.longitude)
    return false;
  let inside = false;
  for (const [at, to] of shape.entries()) {
    const from = shape[at - 1];
    if (from === undefined || from.latitude > geoPoint.latitude === to.latitude > geoPoint.latitude) continue;
    const share = (geoPoint.latitude - from.latitude) / (to.latitude - from.latitude);
    if (geoPoint.longitude < from.longitude + share * (to.longitude - from.longitude)) inside = !inside;
  }
  return inside;
}
