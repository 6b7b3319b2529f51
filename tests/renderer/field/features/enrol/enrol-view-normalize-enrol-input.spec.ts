import { describe, expect, it } from 'vitest';
import { normalizeEnrolCode, normalizeServerAddress } from '#renderer/field/features/enrol/enrol-view.tsx';

describe('typed enrolment input', () => {
  it.each([
    ['7kq4m2xd93ht', '7KQ4-M2XD-93HT'],
    [' 7KQ4 – M2XD – 93HT ', '7KQ4-M2XD-93HT'],
    ['OIL4', '0114'],
    ['7KQ4-M', '7KQ4-M'],
    ['', ''],
  ])('the code %j is read as %j', (typed, code) => {
    expect(normalizeEnrolCode(typed)).toBe(code);
  });

  it.each([
    ['fieldbook.example.org', 'https://fieldbook.example.org'],
    ['http://127.0.0.1:8080/console/', 'http://127.0.0.1:8080'],
    ['not an address', null],
    ['', null],
  ])('the address %j is read as %j', (typed, address) => {
    expect(normalizeServerAddress(typed)).toBe(address);
  });
});
