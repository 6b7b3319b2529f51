import { describe, expect, test } from 'vitest';
import { createLanguageFormat } from '#renderer/i18n/language.ts';

const nowMs = Date.UTC(2026, 10, 13, 14, 3, 12);
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const english = createLanguageFormat('en', 'UTC');
const french = createLanguageFormat('fr', 'UTC');
const arabic = createLanguageFormat('ar', 'UTC');

describe('how long ago', () => {
  test.each([
    [10_000, 'now'],
    [3 * minuteMs, '3 minutes ago'],
    [5 * 60 * minuteMs, '5 hours ago'],
    [dayMs, 'yesterday'],
    [6 * dayMs, '6 days ago'],
    [21 * dayMs, '3 weeks ago'],
    [400 * dayMs, '13 months ago'],
  ])('%i ms reads "%s"', (agoMs, words) => {
    expect(english.ago(nowMs - agoMs, nowMs)).toBe(words);
  });

  test('is said in the language of the screen', () => {
    const agoMs = nowMs - 3 * minuteMs;
    expect([french.ago(agoMs, nowMs), arabic.ago(agoMs, nowMs)]).toEqual(['il y a 3 minutes', 'قبل 3 دقائق']);
  });
});

describe('a moment', () => {
  test('is as short as it can be without doubt', () => {
    const said = [nowMs - minuteMs, nowMs - dayMs, nowMs - 400 * dayMs].map((atMs) =>
      english.moment(atMs, nowMs),
    );
    expect(said).toEqual(['14:02', '12 Nov, 14:03', '9 Oct 2025']);
  });

  test('is exact on hover', () => {
    expect(english.exact(nowMs)).toMatch(/^Friday,? 13 November 2026.*14:03:12$/u);
  });
});

describe('figures', () => {
  test('Arabic keeps the digits of the keys 1-5', () => {
    expect(arabic.number(1_234.5)).toMatch(/^1.234.5$/u);
  });

  test('sizes are rounded to figures that a person can compare with a link', () => {
    expect([340, 3_000, 8_600_000].map(english.bytes)).toEqual(['340 bytes', '3 kB', '8.6 MB']);
  });

  test('times are rounded up, never promised too short', () => {
    expect([1_200, 61_000, 3_700_000].map(english.duration)).toEqual(['2 seconds', '2 minutes', '2 hours']);
  });

  test('a mean keeps its two decimals, written as the language writes them', () => {
    expect([english.number(2.6, 2), french.number(2.6, 2)]).toEqual(['2.60', '2,60']);
  });
});
