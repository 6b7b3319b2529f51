/** A place as forms store it: degrees, and metres for height and accuracy. */
export interface Geopoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
  readonly accuracy: number;
}

/** Read `lat lon altitude accuracy`; the last two may be missing. Null for an invalid place. */
export function readGeopoint(text: string): Geopoint | null {
  const parts = text.trim().split(/\s+/);
  const [latitude = Number.NaN, longitude = Number.NaN, altitude = 0, accuracy = 0] = parts.map(Number);
  const point = { latitude, longitude, altitude, accuracy };
  return parts.length <= 4 && Object.values(point).every(Number.isFinite) && isOnEarth(point) ? point : null;
}

/** Text for the typed parts; null while latitude or longitude is missing or out of range. */
export function formatGeopoint(
  point: { readonly [Part in keyof Geopoint]?: number | undefined },
): string | null {
  const { latitude, longitude, altitude = 0, accuracy = 0 } = point;
  if (latitude === undefined || longitude === undefined) return null;
  return isOnEarth({ latitude, longitude }) ? [latitude, longitude, altitude, accuracy].join(' ') : null;
}

/**
 * Parse places, one a line with commas or spaces, to the value of a trace or shape. Null when a line is no
 * place.
 */
export function formatGeopointList(typed: string): string | null {
  const lines = typed
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean);
  const points = lines.map((line) => readGeopoint(line.replaceAll(/[,;\s]+/g, ' ')));
  return points.every((point) => point !== null)
    ? points.map((point) => formatGeopoint(point ?? {})).join('; ')
    : null;
}

const isOnEarth = ({ latitude, longitude }: Pick<Geopoint, 'latitude' | 'longitude'>): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
