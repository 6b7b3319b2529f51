import {
  countPeople,
  minimumCellSize,
  type PeopleCount,
  peopleCountOf,
  releaseCohort,
} from '#domain/privacy/cell-suppression.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';
import { type KeyedItem, pointsOfAnswer } from './test-bank.ts';

/**
 * Quantile of Student's t distribution: the number below which a share `probability` of it lies.
 * @param probability above 0 and below 1
 * @param degrees degrees of freedom, at least 1
 */
export function studentTQuantile(probability: number, degrees: number): number {
  if (probability === 0.5) return 0;
  if (probability < 0.5) return -studentTQuantile(1 - probability, degrees);
  let low = 0;
  let high = 1;
  while (studentTProbability(high, degrees) < probability) high *= 2;
  // Each halving adds a bit; a double has 53.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (studentTProbability(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of the t distribution below `t`, for `t` of at least 0. */
function studentTProbability(t: number, degrees: number): number {
  return 1 - regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

/** Regularized incomplete beta function I_x(a, b), by its continued fraction (NIST DLMF 8.17.22). */
function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only; the other follows by symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return (front / a) * betaFraction(x, a, b);
}

/** Continued fraction of the incomplete beta function, by the modified method of Lentz. */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** Coefficients of the Lanczos approximation with g = 7 and nine terms. */
const lanczosCoefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function, for z of at least 0.5. */
function logGamma(z: number): number {
  const x = z - 1;
  const sum = lanczosCoefficients.reduce((all, one, at) => all + (at === 0 ? one : one / (x + at)), 0);
  const t = x + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Thresholds of test results. They are data of the programme; these are the defaults (docs/requirements.md C3). */
interface TestResultRule {
  /** Total, in per cent, that a person should reach after the workshop. */
  readonly passTotal: number;
  /** Shares of correct answers before, below and above which an item is to be reviewed. */
  readonly reviewBelow: number;
  readonly reviewAbove: number;
  readonly minimumPairs: number;
}
export const defaultTestResultRule: TestResultRule = {
  passTotal: 70,
  reviewBelow: 0.3,
  reviewAbove: 0.9,
  minimumPairs: minimumCellSize,
};

/** Answers of one person in one phase; `items` are those of the form that the person had. */
export interface AnsweredTest {
  readonly code: string;
  readonly items: readonly KeyedItem[];
  readonly answers: Readonly<Record<string, TestAnswer>>;
}

/** Result of an item, or of two parallel items at one place of both forms. */
export interface TestItemResult {
  /** Id of the item in the first form. */
  readonly id: string;
  readonly correctBefore: number;
  readonly correctAfter: number;
  readonly discrimination: number;
  readonly review: boolean;
}

/** Numbers of answers; `paired` have the same code before and after. */
interface TestCounts {
  readonly before: PeopleCount;
  readonly after: PeopleCount;
  readonly paired: PeopleCount;
}

/** Figures of a cohort. Totals are per cent, shares from 0 to 1. */
export interface TestFigures extends Omit<TestCounts, 'paired'> {
  readonly withheld?: undefined;
  readonly paired: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  readonly meanGain: number;
  /** 95 % confidence interval of the mean gain. */
  readonly gainLow: number;
  readonly gainHigh: number;
  readonly improved: number;
  readonly reached70: number;
  /** Null when all were right before: then it is not defined. */
  readonly normalizedGain: number | null;
  readonly items: readonly TestItemResult[];
}

/** Results of a cohort; withheld where they could reveal a person. */
export type TestResults = TestFigures | (TestCounts & { readonly withheld: true });

/**
 * Key that makes pairing codes equal. Capital letters, spaces and hyphens do not count, and Arabic digits are digits.
 * A person writes `River 11` on paper, and `river` and `11` at the kiosk.
 */
export const pairingKeyOf = (code: string): string =>
  code
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toLowerCase();

/**
 * Compute the results of a cohort from its tests before and after (docs/requirements.md C3). A code with several
 * answers in a phase is in no figure: nothing tells which of them is the person's.
 * @param keyedItems the first form, in its order
 */
export function computeTestResults(
  keyedItems: readonly KeyedItem[],
  previousTests: readonly AnsweredTest[],
  after: readonly AnsweredTest[],
  testResultRule: TestResultRule = defaultTestResultRule,
): TestResults {
  const firstPhase = scoreByCode(previousTests);
  const second = scoreByCode(after);
  const undecided = new Set([...firstPhase.repeated, ...second.repeated]);
  const countedIn = ({ byCode }: ScoredPhase) =>
    new Map([...byCode].filter(([code]) => !undecided.has(code)));
  const scoredBefore = countedIn(firstPhase);
  const scoredAfter = countedIn(second);
  const pairs = [...scoredBefore]
    .flatMap(([code, scoredTest]) => {
      const later = scoredAfter.get(code);
      return later === undefined ? [] : [{ code, before: scoredTest, after: later }];
    })
    .toSorted((a, b) => b.after.total - a.after.total || (a.code < b.code ? -1 : 1));
  const testCounts: TestCounts = {
    before: peopleCountOf(scoredBefore.size),
    after: peopleCountOf(scoredAfter.size),
    paired: countPeople(pairs),
  };
  const paired = releaseCohort(testCounts.paired, testCounts.paired, testResultRule.minimumPairs);
  if (paired === null) return { ...testCounts, withheld: true };
  return {
    ...testCounts,
    paired,
    ...figuresOf(pairs, testResultRule),
    items: itemResultsOf(keyedItems, pairs, testResultRule),
  };
}

interface ScoredTest {
  /** Points by place of the item in its form. */
  readonly points: readonly number[];
  readonly total: number;
}

/** Scored answers of one phase by the key of their code. */
interface ScoredPhase {
  readonly byCode: ReadonlyMap<string, ScoredTest>;
  /** Keys of codes with several answers. */
  readonly repeated: ReadonlySet<string>;
}

interface ScoredPair {
  readonly code: string;
  readonly before: ScoredTest;
  readonly after: ScoredTest;
}

function scoreByCode(answeredTests: readonly AnsweredTest[]): ScoredPhase {
  const byCode = new Map<string, ScoredTest>();
  const repeated = new Set<string>();
  for (const answeredTest of answeredTests) {
    const key = pairingKeyOf(answeredTest.code);
    if (byCode.has(key)) repeated.add(key);
    byCode.set(key, scoreTest(answeredTest));
  }
  return { byCode, repeated };
}

function scoreTest({ items, answers }: Omit<AnsweredTest, 'code'>): ScoredTest {
  const points = items.map((item) => pointsOfAnswer(item, answers[item.id]));
  return { points, total: points.length === 0 ? 0 : 100 * meanOf(points) };
}

/** Points of one person's answers in per cent, so that a trainer can tell two answers under one code apart. */
export const testTotalOf = (answeredTest: Omit<AnsweredTest, 'code'>): number =>
  scoreTest(answeredTest).total;

function figuresOf(scoredPairs: readonly ScoredPair[], testResultRule: TestResultRule) {
  const gains = scoredPairs.map(({ before, after }) => after.total - before.total);
  const meanBefore = meanOf(scoredPairs.map(({ before }) => before.total));
  const meanAfter = meanOf(scoredPairs.map(({ after }) => after.total));
  const meanGain = meanOf(gains);
  const half = intervalHalfWidth(gains, meanGain);
  return {
    meanBefore,
    meanAfter,
    meanGain,
    gainLow: meanGain - half,
    gainHigh: meanGain + half,
    improved: shareOf(gains, (gain) => gain > 0),
    reached70: shareOf(scoredPairs, ({ after }) => after.total >= testResultRule.passTotal),
    normalizedGain: meanBefore >= 100 ? null : (meanAfter - meanBefore) / (100 - meanBefore),
  };
}

/** Half of the 95 % confidence interval of a mean of paired differences. */
function intervalHalfWidth(differences: readonly number[], mean: number): number {
  const degrees = differences.length - 1;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return studentTQuantile(0.975, degrees) * Math.sqrt(squares / degrees / differences.length);
}

function itemResultsOf(
  keyedItems: readonly KeyedItem[],
  /** By total after, the best first. */
  scoredPairs: readonly ScoredPair[],
  testResultRule: TestResultRule,
): readonly TestItemResult[] {
  const third = Math.floor(scoredPairs.length / 3);
  const top = scoredPairs.slice(0, third);
  const bottom = scoredPairs.slice(scoredPairs.length - third);
  return keyedItems.map(({ id }, at) => {
    const isCorrect = (scoredTest: ScoredTest): boolean => scoredTest.points[at] === 1;
    const correctBefore = shareOf(scoredPairs, ({ before }) => isCorrect(before));
    return {
      id,
      correctBefore,
      correctAfter: shareOf(scoredPairs, ({ after }) => isCorrect(after)),
      discrimination:
        shareOf(top, ({ after }) => isCorrect(after)) - shareOf(bottom, ({ after }) => isCorrect(after)),
      review: correctBefore < testResultRule.reviewBelow || correctBefore > testResultRule.reviewAbove,
    };
  });
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const shareOf = <One>(all: readonly One[], isCounted: (one: One) => boolean): number =>
  all.filter(isCounted).length / all.length;
