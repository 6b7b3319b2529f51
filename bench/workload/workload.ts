import { randomBetween, randomProse, type RandomSource, randomUuid, seededRandom } from './seeded-random.ts';

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

export interface FilledAssessment {
  readonly id: string;
  readonly kind: 'assessment';
  readonly title: string;
  readonly answers: Readonly<
    Record<string, { readonly score: number; readonly evidence: string; readonly comment: string }>
  >;
}
export interface FilledWorkshop {
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
  const random = seededRandom(20_240_601);
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return {
    assessments: times(Math.round(workloadSize.assessments * scale), () => fillAssessment(random)),
    workshops: times(Math.round(workloadSize.workshops * scale), () => fillWorkshop(random)),
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
function fillAssessment(random: RandomSource): FilledAssessment {
  const id = randomUuid(random);
  const answers = recordByNumber('i', workloadSize.indicators, () => ({
    score: randomBetween(random, 0, 4),
    evidence: randomProse(random, randomBetween(random, 40, 200)),
    comment: randomProse(random, randomBetween(random, 0, 400)),
  }));
  return { id, kind: 'assessment', title: randomProse(random, 30), answers };
}

function fillWorkshop(random: RandomSource): FilledWorkshop {
  const id = randomUuid(random);
  const sessions = recordByNumber('s', workloadSize.sessions, () => ({
    title: randomProse(random, randomBetween(random, 20, 60)),
    minutes: randomBetween(random, 30, 180),
  }));
  const attendance = recordByNumber('p', workloadSize.attendance, () => ({
    name: randomProse(random, randomBetween(random, 12, 28)),
    role: randomProse(random, randomBetween(random, 6, 14)),
    present: randomBetween(random, 0, 1),
  }));
  const title = randomProse(random, 40);
  return {
    id,
    kind: 'workshop',
    title,
    notes: randomProse(random, randomBetween(random, 1_900, 2_100)),
    sessions,
    attendance,
  };
}

function recordByNumber<T>(letter: string, count: number, make: () => T): Record<string, T> {
  const made: Record<string, T> = {};
  for (let number = 1; number <= count; number++) made[numberedKey(letter, number)] = make();
  return made;
}
