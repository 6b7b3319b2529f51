import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { rankGaps } from '#domain/assessment/rank-gaps.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const rated = (qid: string, level: number): Readonly<Record<string, JsonValue>> => ({
  [`answers/${qid}/state`]: 'rated',
  [`answers/${qid}/level`]: level,
});
const ofMinistry = { 'screening/S1': 'MIN' };
const gaps = (values: Readonly<Record<string, JsonValue>>) =>
  rankGaps(anAssessment(values), defaultMaturityModel);
const scores = (values: Readonly<Record<string, JsonValue>>) =>
  gaps(values).ranked.map(({ indicator, priority, band }) => [indicator.id, priority.score, band]);

describe('[B6.10, B6.11] gaps and their priorities', () => {
  it('ranks gaps below target by score; a factor without input counts as zero', () => {
    expect(scores({ ...ofMinistry, ...rated('D1.5', 2), ...rated('D2.1', 3), ...rated('D2.3', 1) })).toEqual([
      ['D2.3', 65, 'High'],
      ['D2.1', 60, 'High'],
      ['D1.5', 32.5, 'Low'],
    ]);
  });

  it('counts ownership, feasibility and alignment as they are said', () => {
    const said = {
      'priorities/D1.5/ownership': 1,
      'priorities/D1.5/feasibility': 0.5,
      'priorities/D1.5/alignment': 1,
    };
    expect(scores({ ...ofMinistry, ...rated('D1.5', 2), ...said })).toEqual([['D1.5', 62.5, 'High']]);
  });

  it('measures against the agreed target, else the instrument’s own', () => {
    const agreed = { level: 2, reason: 'One step at a time', agreedOn: null, agreedBy: '' };
    const { ranked, met } = gaps({
      ...ofMinistry,
      ...rated('D1.5', 2),
      ...rated('D1.4', 2),
      'targets/D1.5': agreed,
    });
    expect(ranked.map(({ indicator, target }) => [indicator.id, target])).toEqual([['D1.4', 3]]);
    expect(
      met.map((indicatorGap) => [indicatorGap.indicator.id, indicatorGap.target, indicatorGap.agreed]),
    ).toEqual([['D1.5', 2, agreed]]);
  });

  it('lets a band set by hand count and keeps the computed one beside it', () => {
    const override = { band: 'High', reason: 'Asked for by the minister' };
    const [indicatorGap] = gaps({
      ...ofMinistry,
      ...rated('D1.5', 2),
      'priorities/D1.5/override': override,
    }).ranked;
    expect([indicatorGap?.band, indicatorGap?.priority.band, indicatorGap?.stated.override]).toEqual([
      'High',
      'Low',
      override,
    ]);
  });

  it('ranks a gap by the band that was set by hand', () => {
    const override = { band: 'Low', reason: 'Another programme does it' };
    const both = { ...ofMinistry, ...rated('D2.3', 1), ...rated('D1.5', 2) };
    expect(scores({ ...both, 'priorities/D2.3/override': override })).toEqual([
      ['D2.3', 65, 'Low'],
      ['D1.5', 32.5, 'Low'],
    ]);
    expect(scores({ ...both, 'priorities/D1.5/override': { band: 'High', reason: 'Asked for' } })).toEqual([
      ['D2.3', 65, 'High'],
      ['D1.5', 32.5, 'High'],
    ]);
  });

  it('takes a proposed level as it is and says that it is one', () => {
    const { ranked } = gaps({ ...ofMinistry, ...rated('D1.1', 1) });
    expect(ranked.map(({ indicator, isProposed }) => [indicator.id, isProposed])).toEqual([
      ['D1.1', false],
      ['D1.5', true],
    ]);
  });

  it('leaves out indicators that do not apply or belong to other institutions', () => {
    expect(
      scores({ 'screening/S1': 'MIN', 'screening/S8': 'no', ...rated('D2.7', 1), ...rated('D1.2', 1) }),
    ).toEqual([]);
  });

  it('[B6.12] separates unknown indicators from gaps of capacity', () => {
    const { ranked, unknown } = gaps({ ...ofMinistry, 'answers/D2.3/state': 'ne' });
    expect(ranked).toEqual([]);
    expect(unknown.find(({ indicator }) => indicator === 'D2.3')).toEqual({
      indicator: 'D2.3',
      state: 'ne',
      isHigh: false,
    });
    expect(unknown.filter(({ state }) => state === 'blank').every(({ isHigh }) => isHigh)).toBe(true);
  });
});
