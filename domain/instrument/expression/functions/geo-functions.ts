import { ofNumber, ofTruth } from '../compiled.ts';
import { argument, type Definitions } from './definition.ts';
import { textsOf } from './spread.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Of the equator in metres, as ODK counts. */
const earthRadiusM = 6_378_100;

/** Points are `latitude longitude [altitude accuracy]`, several are parted by `;`. Lengths are metres, areas square metres. */
export const geoFunctions: Definitions = {
  area: { least: 1, most: 1, build: (args) => ofNumber((frame) => areaM2(pointsOf(textsOf(args, frame)))) },
  distance: {
    least: 1,
    most: Infinity,
    build: (args) => ofNumber((frame) => lengthM(pointsOf(textsOf(args, frame)))),
  },
  geofence: {
    least: 2,
    most: 2,
    build: (args) =>
      ofTruth((frame) => {
        const [point] = pointsOf([argument(args, 0).text(frame)]) ?? [];
        const shape = pointsOf([argument(args, 1).text(frame)]);
        return point !== undefined && shape !== null && isInside(point, shape);
      }),
  },
};

/** Null when one of them is no place on Earth. */
function pointsOf(texts: readonly string[]): readonly Point[] | null {
  const points: Point[] = [];
  for (const written of texts.flatMap((text) => text.split(';'))) {
    const numbers = written.split(/\s/).filter((word) => word !== '');
    if (numbers.length === 0) continue;
    const [latitude = Number.NaN, longitude = Number.NaN] = numbers.map(Number);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || numbers.length > 4) return null;
    points.push({ latitude, longitude });
  }
  return points;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** To the centimetre. */
const toHundredths = (value: number): number => Math.round(value * 100) / 100;

/** Of the shape on a sphere that the points go round; 0 for fewer than three. */
function areaM2(points: readonly Point[] | null): number {
  if (points === null || points.length < 3) return 0;
  let sum = 0;
  for (const [at, from] of points.entries()) {
    const to = points[(at + 1) % points.length] ?? from;
    sum +=
      radians(to.longitude - from.longitude) *
      (2 + Math.sin(radians(from.latitude)) + Math.sin(radians(to.latitude)));
  }
  return toHundredths(Math.abs((sum * earthRadiusM * earthRadiusM) / 2));
}

/** Along the points, on a sphere. */
function lengthM(points: readonly Point[] | null): number {
  if (points === null) return 0;
  let sum = 0;
  for (const [at, to] of points.entries()) {
    const from = points[at - 1];
    if (from !== undefined) sum += betweenM(from, to);
  }
  return toHundredths(sum);
}

function betweenM(from: Point, to: Point): number {
  if (from.latitude === to.latitude && from.longitude === to.longitude) return 0;
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const turn = radians(from.longitude - to.longitude);
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
  return Math.acos(Math.min(1, cosine)) * earthRadiusM;
}

/** A shape that does not end where it began has no inside. */
function isInside(point: Point, shape: readonly Point[]): boolean {
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
