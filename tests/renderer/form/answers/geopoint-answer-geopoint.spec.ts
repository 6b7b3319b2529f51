import { expect, test } from 'vitest';
import { formatGeopoint, formatGeopointList, readGeopoint } from '#renderer/form/answers/geopoint-answer.tsx';

test('a place is latitude, longitude, height and accuracy', () => {
  expect(readGeopoint('33.5 36.25 690 12')).toEqual({
    latitude: 33.5,
    longitude: 36.25,
    altitude: 690,
    accuracy: 12,
  });
  expect(formatGeopoint({ latitude: 33.5, longitude: 36.25 })).toBe('33.5 36.25 0 0');
});

test.each(['91 0', '0 181', '33.5', 'x y', '1 2 3 4 5'])('%s is no place', (text) => {
  expect(readGeopoint(text)).toBeNull();
});

test('a line is one place a row, with commas or spaces', () => {
  expect(formatGeopointList('1, 2\n3 4\n')).toBe('1 2 0 0; 3 4 0 0');
  expect(formatGeopointList('1, 2\nsomewhere')).toBeNull();
});
