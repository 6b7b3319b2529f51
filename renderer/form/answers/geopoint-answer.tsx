import { LocateFixed } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button, NumberField, TextArea } from '#renderer/ui';
import type { AnswerProps } from './answer-props.ts';

/** A line or an area as its corners, one a line: a laptop has no map to draw on. */
export function PointsAnswer({
  isShape,
  ...props
}: AnswerProps & { readonly isShape: boolean }): ReactElement {
  const { value, onAnswer, onLeave, problem } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const stored =
    typeof value === 'string'
      ? value
          .split(';')
          .map((point) => point.trim())
          .join('\n')
      : '';
  const unreadable = typed !== null && typed.trim() !== '' && formatGeopointList(typed) === null;
  return (
    <TextArea
      {...props}
      rows={4}
      description={translate(isShape ? 'form.points.shape' : 'form.points.trace')}
      value={typed ?? stored}
      onChange={(text) => {
        setTyped(text);
        const points = formatGeopointList(text);
        if (points !== null) onAnswer(points === '' ? null : points, 'typing');
      }}
      onBlur={() => {
        if (!unreadable) setTyped(null);
        onLeave();
      }}
      problem={unreadable ? translate('form.points.unreadable') : problem}
    />
  );
}

const locateTimeoutMs = 20_000;

/** Whether this page's policy allows geolocation. The field app's does not: there the place is typed. */
function isGeolocationAllowed(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature: (name: string) => boolean } };
  return 'geolocation' in navigator && (featurePolicy?.allowsFeature('geolocation') ?? true);
}

/** Place: typed, or from this laptop's geolocation. */
export function GeopointAnswer(props: AnswerProps): ReactElement {
  const { value, onAnswer, onLeave, label, isReadOnly, isRequired } = props;
  const translate = useTranslate();
  const [part, setPart] = useState<Partial<Geopoint>>({});
  const [isLooking, setIsLooking] = useState(false);
  const [failureKey, setFailure] = useState<MessageKey | null>(null);
  const point = typeof value === 'string' ? readGeopoint(value) : null;
  const shownGeopoint: Partial<Geopoint> = point ?? part;

  const set = (nextGeopoint: Partial<Geopoint>): void => {
    setPart(nextGeopoint);
    const text = formatGeopoint(nextGeopoint);
    if (text !== null) onAnswer(text, 'typing');
    else if (value !== null) onAnswer(null, 'typing');
  };
  const look = (): void => {
    setIsLooking(true);
    setFailure(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, altitude, accuracy } }) => {
        setIsLooking(false);
        onAnswer(formatGeopoint({ latitude, longitude, altitude: altitude ?? 0, accuracy }));
      },
      ({ code, PERMISSION_DENIED }) => {
        setIsLooking(false);
        setFailure(code === PERMISSION_DENIED ? 'form.place.refused' : 'form.place.unknown');
      },
      { enableHighAccuracy: true, timeout: locateTimeoutMs },
    );
  };
  const number = (name: keyof Geopoint, messageKey: MessageKey, problem?: string): ReactElement => (
    <NumberField
      label={translate(messageKey)}
      value={shownGeopoint[name] ?? null}
      onChange={(typed) => set({ ...shownGeopoint, [name]: typed ?? undefined })}
      onBlur={onLeave}
      isReadOnly={isReadOnly}
      isRequired={isRequired && (name === 'latitude' || name === 'longitude')}
      problem={problem}
    />
  );
  const outside = (name: 'latitude' | 'longitude', most: number): string | undefined =>
    Math.abs(shownGeopoint[name] ?? 0) > most
      ? translate('form.place.outside', { most: String(most) })
      : undefined;

  return (
    <div className="fb-field" role="group" aria-label={label}>
      <div className="form-place">
        {number('latitude', 'form.place.latitude', outside('latitude', 90))}
        {number('longitude', 'form.place.longitude', outside('longitude', 180))}
        {number('altitude', 'form.place.altitude')}
        {number('accuracy', 'form.place.accuracy')}
      </div>
      {!isReadOnly && isGeolocationAllowed() && (
        <div>
          <Button icon={LocateFixed} onPress={look} isPending={isLooking}>
            {translate(isLooking ? 'form.place.looking' : 'form.place.ask')}
          </Button>
        </div>
      )}
      {(failureKey !== null || props.problem !== undefined) && (
        <span className="fb-field-problem" role="status">
          {failureKey === null ? props.problem : translate(failureKey)}
        </span>
      )}
    </div>
  );
}

/** A place as forms store it: degrees, and metres for height and accuracy. */
interface Geopoint {
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
