import { describe, expect, test } from 'vitest';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { readAssessment } from '#renderer/console/features/record/answers/assessment-reading.ts';
import { createSampleDocument, type SampleWrite } from '#renderer/console/features/record/sample-document.ts';
import { fieldLaptop, secondLaptop } from '#renderer/console/stories/sample-people.ts';

const aWrite = (path: string, value: SampleWrite['value'], more: Partial<SampleWrite> = {}): SampleWrite => ({
  device: fieldLaptop,
  atMs: 1_790_000_000_000,
  place: 1,
  path,
  value,
  ...more,
});
const read = (...sampleWrites: readonly SampleWrite[]) =>
  readAssessment(createSampleDocument('assessment', sampleWrites).document, [], defaultMaturityModel);
const question = (assessmentReading: ReturnType<typeof read>, id: string) =>
  assessmentReading.dimensions
    .flatMap(({ questions }) => questions)
    .find(({ indicator }) => indicator.id === id);

describe('an assessment at headquarters', () => {
  test('shows each answer with its reasons, evidence and last writer', () => {
    const assessmentReading = read(
      aWrite('screening/S1', 'POL'),
      aWrite('answers/D5.1/state', 'rated'),
      aWrite('answers/D5.1/level', 4),
      aWrite('answers/D5.1/rationale', 'Checked after delivery.'),
      aWrite('answers/D5.1/evidence/e1/title', 'Delivery file', {
        device: secondLaptop,
        atMs: 1_790_000_100_000,
      }),
      aWrite('answers/D5.1/evidence/e1/strength', 'E3', { device: secondLaptop, atMs: 1_790_000_100_000 }),
    );
    expect(question(assessmentReading, 'D5.1')).toMatchObject({
      answer: { state: 'rated', level: 4, evidence: 'E3' },
      rationale: 'Checked after delivery.',
      aboveEvidence: null,
      evidence: [{ title: 'Delivery file', strength: 'E3' }],
      lastWrite: { device: secondLaptop, atMs: 1_790_000_100_000 },
    });
  });

  test('[M3] shows a conflict beside its question, with all values, newest first', () => {
    const assessmentReading = read(
      aWrite('answers/D5.1/level', 2),
      aWrite('answers/D5.1/level', 3, { device: secondLaptop, atMs: 1_790_000_500_000, isBlind: true }),
    );
    expect(question(assessmentReading, 'D5.1')?.contested).toMatchObject([
      {
        path: 'answers/D5.1/level',
        values: [
          { value: 3, device: secondLaptop },
          { value: 2, device: fieldLaptop },
        ],
      },
    ]);
    expect(question(assessmentReading, 'D5.2')?.contested).toEqual([]);
  });

  test('counts and scores only the questions asked of this type of institution', () => {
    const assessmentReading = read(aWrite('screening/S1', 'COO'));
    expect(assessmentReading.progress).toEqual({ asked: 13, answered: 0, skipped: 0 });
  });

  test('shows the reported level of a dimension as the score says it', () => {
    const rated = defaultMaturityModel.dimensions
      .find(({ code }) => code === 'D3')
      ?.indicators.filter(({ types }) => types.includes('POL'))
      .flatMap(({ id }) => [aWrite(`answers/${id}/state`, 'rated'), aWrite(`answers/${id}/level`, 3)]);
    const assessmentReading = read(aWrite('screening/S1', 'POL'), ...(rated ?? []));
    expect(
      assessmentReading.dimensions.find(({ dimension }) => dimension.code === 'D3')?.score,
    ).toMatchObject({
      status: 'scored',
      reported: 3,
    });
  });
});
