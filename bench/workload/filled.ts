import { between, prose, type Random, randomUuid, seededRandom } from './random.ts';

/** How large the workload of the measurements is at scale 1 (docs: quality figures). */
export const size = {
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
export type Filled = FilledAssessment | FilledWorkshop;

/** W: everything that people have written before the measurement begins. */
export interface Workload {
  readonly assessments: readonly FilledAssessment[];
  readonly workshops: readonly FilledWorkshop[];
}

/** The same documents on every machine, letter by letter; the peers' harness makes them too. */
export function fillWorkload(scale = 1): Workload {
  const random = seededRandom(20_240_601);
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return {
    assessments: times(Math.round(size.assessments * scale), () => fillAssessment(random)),
    workshops: times(Math.round(size.workshops * scale), () => fillWorkshop(random)),
  };
}

export const documentsOf = ({ assessments, workshops }: Workload): readonly Filled[] => [
  ...assessments,
  ...workshops,
];

/** `i07`: a letter and two digits. */
export const numbered = (letter: string, number: number): string => letter + String(number).padStart(2, '0');

// The order in which chance is asked is part of the workload: id, parts, title.
function fillAssessment(random: Random): FilledAssessment {
  const id = randomUuid(random);
  const answers = byNumber('i', size.indicators, () => ({
    score: between(random, 0, 4),
    evidence: prose(random, between(random, 40, 200)),
    comment: prose(random, between(random, 0, 400)),
  }));
  return { id, kind: 'assessment', title: prose(random, 30), answers };
}

function fillWorkshop(random: Random): FilledWorkshop {
  const id = randomUuid(random);
  const sessions = byNumber('s', size.sessions, () => ({
    title: prose(random, between(random, 20, 60)),
    minutes: between(random, 30, 180),
  }));
  const attendance = byNumber('p', size.attendance, () => ({
    name: prose(random, between(random, 12, 28)),
    role: prose(random, between(random, 6, 14)),
    present: between(random, 0, 1),
  }));
  const title = prose(random, 40);
  return {
    id,
    kind: 'workshop',
    title,
    notes: prose(random, between(random, 1_900, 2_100)),
    sessions,
    attendance,
  };
}

function byNumber<T>(letter: string, count: number, make: () => T): Record<string, T> {
  const made: Record<string, T> = {};
  for (let number = 1; number <= count; number++) made[numbered(letter, number)] = make();
  return made;
}
