import { describe, expect, test } from 'vitest';
import defaultContent from '#domain/scoring/default-needs-assessment.json' with { type: 'json' };
import { defaultMaturityModel, MaturityModel } from '#domain/scoring/maturity-model.ts';
import { defaultInstrument, maturityModelOf, readNeedsAssessment } from '#domain/scoring/needs-assessment.ts';
import { defaultScoringPolicy, scoringPolicyOf } from '#domain/scoring/scoring-policy.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { anInstrument, ask, opened, questionIn, value } from '#tests/support/builders/an-open-form.ts';

describe('the needs assessment as an instrument', () => {
  test('has its screening questions, dimensions and indicators as nodes', () => {
    const [screening, ...dimensions] = Instrument.parse(defaultInstrument).nodes;
    expect(screening).toMatchObject({ kind: 'group', nodes: { length: 9 } });
    const indicators = dimensions.flatMap((node) => (node.kind === 'group' ? node.nodes : []));
    expect(dimensions.length).toBe(8);
    expect(indicators.length).toBe(54);
    expect(indicators.every((node) => node.kind === 'question' && node.type === 'indicator')).toBe(true);
  });

  test('gives back the maturity assessment that it was read from', () => {
    expect(maturityModelOf(defaultInstrument)).toEqual(defaultMaturityModel);
  });

  test('applies its rules as relevance: institution type once known, then answers that exclude indicators', () => {
    const form = opened(defaultInstrument);
    const isAsked = (id: string): boolean => questionIn(form, id).isRelevant();
    expect([isAsked('D3.6'), isAsked('D1.2')]).toEqual([true, true]);
    form.applyChanges([value('S1', 'POL')], 'typed');
    expect([isAsked('D3.6'), isAsked('D1.2')]).toEqual([true, false]);
    form.applyChanges([value('S6', 'no')], 'typed');
    expect(isAsked('D3.6')).toBe(false);
  });

  test('an instrument that rates nothing is no maturity assessment', () => {
    expect(maturityModelOf(anInstrument([ask('name', 'text')]))).toBe(null);
  });

  test('numbers of its scoring come before the defaults', () => {
    const content = { ...defaultContent, scoring: { scoredFrom: 0.5 } };
    expect(scoringPolicyOf(readNeedsAssessment(content))).toEqual({
      ...defaultScoringPolicy,
      scoredFrom: 0.5,
    });
  });

  test('its content is the one that the schema of maturity assessments describes', () => {
    expect(MaturityModel.parse(defaultContent)).toEqual(defaultMaturityModel);
  });
});
