import { expect, test } from 'vitest';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import {
  confirmedHitKeys,
  findUncheckedTexts,
  unconfirmedHitsIn,
} from '#domain/privacy/find-unchecked-texts.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { aMission } from '#tests/support/builders/a-report.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const address = 'unit@institution.example';

test('[E2] every free text with something unconfirmed is known before the assessment is handed in', () => {
  const document = anAssessment({
    'answers/D5.4/rationale': `Said by ${address}`,
    'answers/D5.4/evidence/e1/title': 'Policy of 2024',
    'answers/D5.4/evidence/e1/holder': `Registry, ${address}`,
    'comments/c1/text': 'Call 0011223344',
    'second-ratings/D5.4/p': { level: 3, evidence: 'E1', rationale: 'As Assessor Gamma said' },
    'targets/D5.4': {
      level: 2,
      reason: `Asked by ${address}`,
      agreedOn: '2026-11-12',
      agreedBy: 'A ministry',
    },
    'priorities/D5.4/override': { band: 'Low', reason: `Asked by ${address}` },
    'recommendations/r1/training-reason': address,
    'institution/name': 'Office 0011223344',
    // Confirmed at headquarters, where the text is written; nobody on a laptop may change it.
    'answers/D5.4/override': { reason: `As ${address} says`, level: 3, evidence: 'E1' },
  });
  expect(findUncheckedTexts(document, ['Assessor Gamma']).map(({ path }) => path)).toEqual([
    'answers/D5.4/rationale',
    'answers/D5.4/evidence/e1/holder',
    'comments/c1/text',
    'second-ratings/D5.4/p',
    'targets/D5.4',
    'priorities/D5.4/override',
    'recommendations/r1/training-reason',
  ]);
});

test('[E2] a confirmed hit is not reported again in any text of the same record', () => {
  const [hit] = findPersonalData(address);
  if (!hit) throw new Error('an address is found');
  const document = anAssessment({
    'answers/D5.4/rationale': address,
    'comments/c1/text': `Again ${address}`,
    [`text-checks/${personalDataHitKey(hit)}`]: true,
  });
  expect(findUncheckedTexts(document, [])).toEqual([]);
  expect(unconfirmedHitsIn('other@institution.example', [], confirmedHitKeys(document))).toHaveLength(1);
});

test('[E2] form answers are checked where they are free text, also in rows', () => {
  const document = anAssessment({
    'answers/remarks/value': `Said by ${address}`,
    'answers/person/row1/function/value': 'Call 0011223344',
    'answers/phone/value': '0011223344',
    'screening/S1': 'POL',
  });
  const written = new Set(['remarks', 'function']);
  expect(findUncheckedTexts(document, [], written).map(({ path }) => path)).toEqual([
    'answers/remarks/value',
    'answers/person/row1/function/value',
  ]);
  expect(findUncheckedTexts(document, [])).toEqual([]);
});

test('[E2] the reason of a national level is checked before it leaves with its mission', () => {
  const reason = `Agreed with ${address}`;
  const mission = aMission({ 'national/D2.5': { level: 3, reason, proposed: 2 } });
  expect(findUncheckedTexts(mission, []).map(({ path }) => path)).toEqual(['national/D2.5']);
});

test('[E2] a text that moves to a free field is checked there', () => {
  const document = anAssessment({ title: `Said by ${address}` });
  const roster: readonly string[] = [];
  expect(findUncheckedTexts(document, roster)).toEqual([]);
  const [register] = Object.values(document.registers);
  const moved = { ...document, registers: { 'version-reason': register } } as typeof document;
  expect(findUncheckedTexts(moved, roster).map(({ path }) => path)).toEqual(['version-reason']);
});
