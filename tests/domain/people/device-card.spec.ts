import { describe, expect, test } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import { DeviceId } from '#domain/ids.ts';
import {
  compareDeviceCard,
  deviceCardText,
  deviceFingerprint,
  parseDeviceCard,
} from '#domain/people/device-card.ts';
import { aDevice, aPerson } from '#tests/support/builders/sample-ids.ts';

const card = { person: aPerson(1), device: aDevice(7) };

describe('the QR code of a device', () => {
  test('is read as it was written', () => {
    expect(parseDeviceCard(deviceCardText(card))).toEqual(ok(card));
  });

  test.each([
    ['an enrolment code', 'fieldbook:enrol?v=1&at=https://hq.example&code=7KQ4-M2XD-93HT'],
    ['an empty text', ''],
    ['a device that is no id', deviceCardText(card).replace(card.device, 'f'.repeat(31))],
    ['upper-case digits', deviceCardText({ ...card, device: DeviceId.parse('a'.repeat(32)) }).toUpperCase()],
    ['more behind it', `${deviceCardText(card)}&more=1`],
  ])('refuses %s', (_, text) => {
    expect(parseDeviceCard(text)).toEqual(refuse('foreign'));
  });

  test('says that a later form is newer', () => {
    expect(parseDeviceCard('fieldbook:device?v=2&key=x')).toEqual(refuse('newer'));
  });
});

describe('a colleague’s card beside headquarters’ word', () => {
  const named = { [aDevice(7)]: { person: aPerson(1) }, [aDevice(8)]: { person: aPerson(2) } };

  test('matches a device that headquarters names as theirs', () => {
    expect(compareDeviceCard(card, named)).toBe('matches');
  });

  test('is unknown where headquarters names no such device', () => {
    expect(compareDeviceCard({ ...card, device: aDevice(9) }, named)).toBe('unknown');
    expect(compareDeviceCard(card, {})).toBe('unknown');
  });

  test('is another person’s where headquarters names somebody else', () => {
    expect(compareDeviceCard({ ...card, device: aDevice(8) }, named)).toBe('otherPerson');
  });
});

describe('the fingerprint of a device', () => {
  test('is eight groups of five digits', () => {
    expect(deviceFingerprint(aDevice(0))).toEqual(Array.from({ length: 8 }, () => '00000'));
    expect(deviceFingerprint(DeviceId.parse('f'.repeat(32)))).toEqual([
      '03402',
      '82366',
      '92093',
      '84634',
      '63374',
      '60743',
      '17682',
      '11455',
    ]);
  });

  test('differs where one bit of the id differs', () => {
    expect(deviceFingerprint(aDevice(2)).join('')).not.toBe(deviceFingerprint(aDevice(3)).join(''));
  });
});
