import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { readMaturityTargets } from '#domain/assessment/maturity-target.ts';
import { noStatedPriority, readStatedPriorities } from '#domain/assessment/stated-priority.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

describe('the reader of findings, targets, priorities and recommendations', () => {
  it('reads findings in their order, without those that were removed', () => {
    const document = anAssessment({
      'findings/f2/text': 'No written check before use',
      'findings/f2/kind': 'gap',
      'findings/f2/about': ['D5.4'],
      'findings/f2/mark': 'SC',
      'findings/f2/order': 'a1',
      'findings/f1/text': 'Deputies are trained',
      'findings/f1/kind': 'strength',
      'findings/f1/order': 'a0',
      'findings/f3/text': 'Taken back',
      'findings/f3/removed': true,
    });
    expect(readFindings(document)).toEqual([
      { id: 'f1', text: 'Deputies are trained', kind: 'strength', about: [], mark: 'C', order: 'a0' },
      {
        id: 'f2',
        text: 'No written check before use',
        kind: 'gap',
        about: ['D5.4'],
        mark: 'SC',
        order: 'a1',
      },
    ]);
  });

  it('settles equal places by the earlier write, alike on all devices', () => {
    const document = anAssessment({
      'findings/b/order': 'a0',
      'findings/a/order': 'a0',
    });
    expect(readFindings(document).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('gives a target only where one is set, and none after its withdrawal', () => {
    const agreed = { level: 4, reason: 'Law in force', agreedOn: '2026-11-20', agreedBy: 'Ministry' };
    const document = anAssessment({ 'targets/D1.1': agreed, 'targets/D1.2': null, 'targets/D1.3': 'high' });
    expect(readMaturityTargets(document)).toEqual({ 'D1.1': agreed });
  });

  it('reads the three factors and override of each indicator, and skips invalid factors', () => {
    const document = anAssessment({
      'priorities/D1.1/ownership': 0.5,
      'priorities/D1.1/feasibility': 0.7,
      'priorities/D1.1/override': { band: 'Low', reason: 'Another programme does it' },
      'priorities/D1.2/alignment': 1,
    });
    expect(readStatedPriorities(document)).toEqual({
      'D1.1': {
        ...noStatedPriority,
        ownership: 0.5,
        override: { band: 'Low', reason: 'Another programme does it' },
      },
      'D1.2': { ...noStatedPriority, alignment: 1 },
    });
  });

  it('reads recommendations with defaults for missing or invalid values', () => {
    const document = anAssessment({
      'recommendations/r1/text': 'Issue a procedure',
      'recommendations/r1/measures': ['procedure', 'training'],
      'recommendations/r1/findings': ['f1'],
      'recommendations/r1/horizon': 'soon',
      'recommendations/r1/expected-level': 3,
    });
    expect(readRecommendations(document)).toEqual([
      {
        id: 'r1',
        text: 'Issue a procedure',
        addressee: '',
        about: [],
        findings: ['f1'],
        horizon: null,
        expectedLevel: 3,
        quarter: null,
        support: null,
        measures: ['procedure', 'training'],
        trainingReason: '',
        status: 'proposed',
        order: '',
      },
    ]);
  });

  it('reads any document of another version without an exception', () => {
    const path = fc
      .tuple(
        fc.constantFrom('findings', 'targets', 'priorities', 'recommendations'),
        fc.constantFrom('x', 'D1.1'),
        fc.constantFrom('text', 'kind', 'about', 'order', 'removed', 'override', 'measures', 'status'),
      )
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.dictionary(path, fc.jsonValue() as fc.Arbitrary<JsonValue>), (values) => {
        const document = anAssessment(values);
        for (const read of [readFindings, readMaturityTargets, readStatedPriorities, readRecommendations])
          expect(() => read(document)).not.toThrow();
      }),
      { seed: 20_261_126, numRuns: 200 },
    );
  });
});
