import { describe, expect, it } from 'vitest';
import {
  lacksTrainingReason,
  measuresInOfferOrder,
  RecommendedMeasure,
  toggleMeasure,
} from '#domain/assessment/finding.ts';

describe('[B7] measures of a recommendation', () => {
  it('are all offered, and training is the last of them', () => {
    expect(measuresInOfferOrder.toSorted()).toEqual([...RecommendedMeasure.options].toSorted());
    expect(measuresInOfferOrder.at(-1)).toBe('training');
  });

  it('need a reason where training is all that is recommended', () => {
    expect(lacksTrainingReason({ measures: ['training'], trainingReason: ' ' })).toBe(true);
    expect(lacksTrainingReason({ measures: ['training'], trainingReason: 'All else is in place' })).toBe(
      false,
    );
    expect(lacksTrainingReason({ measures: ['procedure', 'training'], trainingReason: '' })).toBe(false);
    expect(lacksTrainingReason({ measures: [], trainingReason: '' })).toBe(false);
  });

  it('are kept in the order of the offer, independent of the order of choice', () => {
    expect(toggleMeasure(['training'], 'procedure', true)).toEqual(['procedure', 'training']);
    expect(toggleMeasure(['procedure', 'training'], 'procedure', false)).toEqual(['training']);
  });
});
