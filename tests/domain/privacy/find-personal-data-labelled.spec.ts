import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import {
  falseAlarmRateOf,
  LabelledSentences,
  measureCheck,
  precisionOf,
  recallOf,
} from '#bench/privacy-check/measure-check.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';

const set = LabelledSentences.parse(
  JSON.parse(readFileSync('tests/data/privacy-check/sentences.json', 'utf8')),
);

describe('[E2] on labelled sentences the check', () => {
  it('is measured on at least 400 in English, French and Arabic', () => {
    const counted = set.sentences.filter(({ language }) => ['en', 'fr', 'ar'].includes(language));
    expect(counted.length).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['tuned', 'en', 0.97],
    ['tuned', 'fr', 0.97],
    ['tuned', 'ar', 0.97],
    ['tuned', 'es', 0.9],
    ['tuned', 'ru', 0.9],
    ['tuned', 'zh', 0.9],
    ['heldOut', 'en', 0.9],
    ['heldOut', 'fr', 0.9],
    ['heldOut', 'ar', 0.9],
    ['heldOut', 'es', 0.9],
    ['heldOut', 'ru', 0.9],
    ['heldOut', 'zh', 0.9],
  ] as const)('finds direct identifiers and few other parts, %s, %s', (setPart, nameLanguage, floor) => {
    const checkFigures = measureCheck(set, setPart, [nameLanguage]);
    expect(checkFigures.direct).toBeGreaterThan(10);
    expect(recallOf(checkFigures)).toBeGreaterThanOrEqual(floor);
    expect(precisionOf(checkFigures)).toBeGreaterThanOrEqual(floor);
    expect(falseAlarmRateOf(checkFigures)).toBeLessThanOrEqual(0.03);
  });
});

test('[E2] texts of the product itself, in six languages, raise next to no alarm', () => {
  const files = globSync([
    'locales/*/**/*.json',
    'domain/scoring/default-needs-assessment.json',
    'domain/workshop/templates/*.json',
  ]);
  const texts = files.flatMap((file) => textsIn(z.json().parse(JSON.parse(readFileSync(file, 'utf8')))));
  expect(texts.length).toBeGreaterThan(10_000);
  const alarms = texts.filter((text) => findPersonalData(text, set.roster).length > 0);
  expect(alarms.length / texts.length).toBeLessThanOrEqual(0.001);
});

function textsIn(value: z.core.util.JSONType): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
