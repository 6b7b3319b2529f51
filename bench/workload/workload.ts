/** Random number in [0, 1); the same seed gives the same numbers on every machine. */
export type RandomSource = () => number;

/** Mulberry32: small, quick and good enough to fill forms. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number between two bounds, both included. */
export const randomBetween = (randomSource: RandomSource, low: number, high: number): number =>
  low + Math.floor(randomSource() * (high - low + 1));

const wordCount = 1_500;
const proseWords = makeProseWords();

/**
 * Invented prose of exactly so many letters; its words are drawn so unevenly that it compresses about as
 * prose does.
 */
export function randomProse(randomSource: RandomSource, length: number): string {
  if (length <= 0) return '';
  let text = '';
  while (text.length < length) {
    const word = proseWords[Math.floor(randomSource() ** 2.2 * wordCount)] ?? '';
    text += (text ? (randomSource() < 0.1 ? '. ' : ' ') : '') + word;
  }
  return text.slice(0, length).replace(/[ .]$/, 'x').replace(/^[ .]/, 'x');
}

/** A UUID of version 4. */
export function randomUuid(randomSource: RandomSource): string {
  const bytes = Array.from({ length: 16 }, () => randomBetween(randomSource, 0, 255));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function makeProseWords(): readonly string[] {
  const randomSource = seededRandom(77);
  const consonants = 'bcdfghklmnprstvw';
  const vowels = 'aeiou';
  return Array.from({ length: wordCount }, () => {
    const syllables = 1 + Math.floor(randomSource() * 3.2);
    let word = '';
    for (let at = 0; at < syllables; at++)
      word +=
        `${consonants[randomBetween(randomSource, 0, 15)]}${vowels[randomBetween(randomSource, 0, 4)]}` +
        (randomSource() < 0.35 ? consonants[randomBetween(randomSource, 0, 15)] : '');
    return word;
  });
}

/** Size of the workload at scale 1. */
export const workloadSize = {
  assessments: 1_000,
  indicators: 60,
  workshops: 40,
  sessions: 8,
  attendance: 30,
  edits: 10_000,
  devices: 5,
  conflictPairs: 100,
} as const;

interface FilledAssessment {
  readonly id: string;
  readonly kind: 'assessment';
  readonly title: string;
  readonly answers: Readonly<
    Record<string, { readonly score: number; readonly evidence: string; readonly comment: string }>
  >;
}
interface FilledWorkshop {
  readonly id: string;
  readonly kind: 'workshop';
  readonly title: string;
  readonly notes: string;
  readonly sessions: Readonly<Record<string, { readonly title: string; readonly minutes: number }>>;
  readonly attendance: Readonly<
    Record<string, { readonly name: string; readonly role: string; readonly present: number }>
  >;
}
export type FilledDocument = FilledAssessment | FilledWorkshop;

/** W: all content before the measurement begins. */
export interface Workload {
  readonly assessments: readonly FilledAssessment[];
  readonly workshops: readonly FilledWorkshop[];
}

/** The same documents on every machine, letter by letter; the peers' harness makes them too. */
export function createWorkload(scale = 1): Workload {
  const randomSource = seededRandom(20_240_601);
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return {
    assessments: times(Math.round(workloadSize.assessments * scale), () => fillAssessment(randomSource)),
    workshops: times(Math.round(workloadSize.workshops * scale), () => fillWorkshop(randomSource)),
  };
}

export const workloadDocumentsOf = ({ assessments, workshops }: Workload): readonly FilledDocument[] => [
  ...assessments,
  ...workshops,
];

/** `i07`: a letter and two digits. */
export const numberedKey = (letter: string, number: number): string =>
  letter + String(number).padStart(2, '0');

// The order of random draws is part of the workload: id, parts, title.
function fillAssessment(randomSource: RandomSource): FilledAssessment {
  const id = randomUuid(randomSource);
  const answers = recordByNumber('i', workloadSize.indicators, () => ({
    score: randomBetween(randomSource, 0, 4),
    evidence: randomProse(randomSource, randomBetween(randomSource, 40, 200)),
    comment: randomProse(randomSource, randomBetween(randomSource, 0, 400)),
  }));
  return { id, kind: 'assessment', title: randomProse(randomSource, 30), answers };
}

function fillWorkshop(randomSource: RandomSource): FilledWorkshop {
  const id = randomUuid(randomSource);
  const sessions = recordByNumber('s', workloadSize.sessions, () => ({
    title: randomProse(randomSource, randomBetween(randomSource, 20, 60)),
    minutes: randomBetween(randomSource, 30, 180),
  }));
  const attendance = recordByNumber('p', workloadSize.attendance, () => ({
    name: randomProse(randomSource, randomBetween(randomSource, 12, 28)),
    role: randomProse(randomSource, randomBetween(randomSource, 6, 14)),
    present: randomBetween(randomSource, 0, 1),
  }));
  const title = randomProse(randomSource, 40);
  return {
    id,
    kind: 'workshop',
    title,
    notes: randomProse(randomSource, randomBetween(randomSource, 1_900, 2_100)),
    sessions,
    attendance,
  };
}

function recordByNumber<T>(letter: string, count: number, make: () => T): Record<string, T> {
  const made: Record<string, T> = {};
  for (let number = 1; number <= count; number++) made[numberedKey(letter, number)] = make();
  return made;
}
