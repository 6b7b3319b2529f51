import { expect, test } from 'vitest';
import { studentTQuantile } from '#domain/workshop/learning/test-results.ts';

// Published tables of the t distribution: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
test.each([
  [0.975, 1, 12.706],
  [0.975, 4, 2.776],
  [0.975, 9, 2.262],
  [0.975, 23, 2.069],
  [0.975, 100, 1.984],
  [0.95, 4, 2.132],
  [0.995, 30, 2.75],
])(
  'the quantile of %d with %d degrees of freedom is that of the tables',
  (probability, degrees, quantile) => {
    expect(studentTQuantile(probability, degrees)).toBeCloseTo(quantile, 3);
  },
);

test('with many degrees of freedom it is that of the normal distribution', () => {
  expect(studentTQuantile(0.975, 1_000_000)).toBeCloseTo(1.95996, 4);
});

test('it is symmetric about zero', () => {
  expect(studentTQuantile(0.5, 7)).toBe(0);
  expect(studentTQuantile(0.025, 7)).toBe(-studentTQuantile(0.975, 7));
});
