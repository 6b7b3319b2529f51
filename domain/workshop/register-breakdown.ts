import { groupByKey } from '#base/group.ts';
import { type Document, itemIdsBelow, readValueAt } from '../document/document.ts';
import {
  comparePeople,
  countPeople,
  isBelowMinimumCell,
  isNobody,
  minimumCellSize,
  nobody,
  type PeopleCount,
  peopleOutside,
  type Released,
  releaseCohort,
  sumPeople,
  suppressSmallCells,
  suppressSmallCounts,
} from '../privacy/cell-suppression.ts';
import {
  type ParticipantCard,
  ParticipantFunction,
  ParticipantSeniority,
  ParticipantSex,
  RegisterCounts,
} from './participant.ts';
import type { Participant } from './register.ts';

/** Smallest workshop of which sums by sex are shown (docs/requirements.md D). */
const leastParticipantsForSex = 10;

/** One row of a table: its value, and a count of people; null is withheld. */
export interface BreakdownRow<Value extends string> {
  readonly value: Value;
  readonly count: number | null;
}

/** Women, men and the rest by another feature; null is withheld. Groups below the minimum cell are one row. */
export interface CrossRow<Value extends string> {
  readonly value: Value | typeof smallGroups;
  readonly women: number | null;
  readonly men: number | null;
  readonly rest: number | null;
  readonly total: number;
}

/** Row of a cross table for the groups that are too small for a row of their own. */
export const smallGroups = 'small-groups';

/** Row for everybody who is in no sum of women or men: other, not stated, or not counted yet. */
export const restOfSexes = 'rest';

/** Row of a table by sex. Few people are in the third one, and one for each of its parts would show them. */
export type ShownSex = 'woman' | 'man' | typeof restOfSexes;

/** Sums by sex, which add up to all participants; withheld in a small workshop. */
type SexBreakdown =
  | { readonly kind: 'tooFew'; readonly least: number }
  | {
      readonly kind: 'shown';
      readonly rows: readonly BreakdownRow<ShownSex>[];
      /** Whether any card was counted, here or on another laptop. */
      readonly isKnown: boolean;
    };

/**
 * Participants of a workshop by function, institution type and sex, as they may be shown and printed. Small cells are
 * withheld, and so is every cell that would follow from a sum (docs/requirements.md E7).
 */
export interface RegisterBreakdown {
  readonly total: number;
  /** Null where all participants together would reveal a row: of fewer than the minimum cell. */
  readonly byFunction: readonly BreakdownRow<ParticipantFunction | 'unknown'>[] | null;
  readonly byInstitutionType: readonly BreakdownRow<string>[] | null;
  readonly bySex: SexBreakdown;
  /** By the cards of this laptop; null where other laptops have some, or a cell would follow from sums. */
  readonly sexByFunction: readonly CrossRow<ParticipantFunction | 'unknown'>[] | null;
  readonly sexByInstitutionType: readonly CrossRow<string>[] | null;
}

/** Card fields that are counted. */
export type CountedCard = Pick<ParticipantCard, 'id' | 'sex' | 'seniority'>;

/** Institution type of a participant without one. */
export const unknownInstitutionType = 'unknown';

/**
 * Count the participants by feature.
 * @param countedCards of this laptop
 * @param countsElsewhere sums of other laptops (`readCountsOfOthers`)
 */
export function breakDownRegister(
  participants: readonly Participant[],
  countedCards: readonly CountedCard[],
  countsElsewhere: readonly RegisterCounts[],
): RegisterBreakdown {
  const functionOf = (participant: Participant) => participant.function ?? ('unknown' as const);
  const typeOf = (participant: Participant) => participant.institutionType ?? unknownInstitutionType;
  const functions = [...ParticipantFunction.options, 'unknown' as const];
  const types = [...new Set(participants.map(typeOf))].toSorted();
  const isSexShown = participants.length >= leastParticipantsForSex;
  const sexById = new Map(countedCards.map(({ id, sex }) => [id, sex]));
  return {
    total: participants.length,
    byFunction: breakdownBy(participants, functions, functionOf),
    byInstitutionType: breakdownBy(participants, types, typeOf),
    bySex: isSexShown
      ? sexBreakdownOf(participants, sexById, countsElsewhere)
      : { kind: 'tooFew', least: leastParticipantsForSex },
    sexByFunction: isSexShown
      ? crossTableOf(participants, sexById, functions, functionOf, countsElsewhere)
      : null,
    sexByInstitutionType: isSexShown
      ? crossTableOf(participants, sexById, types, typeOf, countsElsewhere)
      : null,
  };
}

function breakdownBy<Value extends string>(
  participants: readonly Participant[],
  values: readonly Value[],
  valueOf: (participant: Participant) => Value,
): readonly BreakdownRow<Value>[] | null {
  const byValue = groupByKey(participants, valueOf);
  const rows = values.flatMap((value) => {
    const members = byValue.get(value);
    return members === undefined ? [] : [{ value, count: countPeople(members) }];
  });
  const { cells, total } = suppressSmallCounts(rows.map(({ count }) => count));
  // All participants are shown beside the rows: of so few they would give the rows away.
  return total === null ? null : rows.map(({ value }, at) => ({ value, count: cells[at] ?? null }));
}

/** Women, men, and the rest of all participants. */
type SexSums = readonly [PeopleCount, PeopleCount, PeopleCount];

/** Sums of people with these numbers of women and men; nobody is counted twice, so the rest is never below 0. */
const sexSumsOf = (women: PeopleCount, men: PeopleCount, all: PeopleCount): SexSums => [
  women,
  men,
  peopleOutside(all, women, men),
];

const countBySex = (participantSexes: readonly (ParticipantSex | undefined)[]): SexSums =>
  sexSumsOf(
    countPeople(participantSexes, (sex) => sex === 'woman'),
    countPeople(participantSexes, (sex) => sex === 'man'),
    countPeople(participantSexes),
  );

function sexBreakdownOf(
  participants: readonly Participant[],
  sexById: ReadonlyMap<string, ParticipantSex>,
  countsElsewhere: readonly RegisterCounts[],
): SexBreakdown {
  const [women, men] = countBySex(participants.map(({ id }) => sexById.get(id)));
  const elsewhere = (participantSex: ParticipantSex): readonly PeopleCount[] =>
    countsElsewhere.map((counts) => counts.sex[participantSex] ?? nobody);
  const sexSums = sexSumsOf(
    sumPeople([women, ...elsewhere('woman')]),
    sumPeople([men, ...elsewhere('man')]),
    countPeople(participants),
  );
  const { cells } = suppressSmallCounts(sexSums);
  return {
    kind: 'shown',
    rows: (['woman', 'man', restOfSexes] as const).map((value, at) => ({ value, count: cells[at] ?? null })),
    isKnown: participants.some(({ id }) => sexById.has(id)) || countsElsewhere.length > 0,
  };
}

/**
 * Cross women and men with a feature. The rest of each group follows from its size, which stands in another table, so
 * it is a cell as well. Sums of all columns are shown beside this table. Where one of them had to be hidden to protect
 * a cell, the whole table is withheld. So it is where the sums of other laptops would follow from both.
 */
function crossTableOf<Value extends string>(
  participants: readonly Participant[],
  sexById: ReadonlyMap<string, ParticipantSex>,
  values: readonly Value[],
  valueOf: (participant: Participant) => Value,
  countsElsewhere: readonly RegisterCounts[],
): readonly CrossRow<Value>[] | null {
  if (countsElsewhere.length > 0) return null;
  const byValue = groupByKey(participants, valueOf);
  const rows = mergeSmallGroups(
    values.map((value) => ({
      value,
      sums: countBySex((byValue.get(value) ?? []).map(({ id }) => sexById.get(id))),
    })),
  );
  const suppressedTable = suppressSmallCells(rows.map(({ sums }) => sums));
  if ([suppressedTable.totals.total, ...suppressedTable.totals.cells].includes(null)) return null;
  const shownCrossRows: CrossRow<Value>[] = [];
  for (const [at, { value }] of rows.entries()) {
    const [women = null, men = null, rest = null] = suppressedTable.rows[at]?.cells ?? [];
    const total = suppressedTable.rows[at]?.total ?? null;
    if (total === null) return null;
    shownCrossRows.push({ value, women, men, rest, total });
  }
  return shownCrossRows;
}

interface SexCounts<Value extends string> {
  readonly value: Value | typeof smallGroups;
  readonly sums: SexSums;
}

/** Join the groups below the minimum cell, and the next smallest ones until the joined group reaches it. */
function mergeSmallGroups<Value extends string>(
  groups: readonly SexCounts<Value>[],
): readonly SexCounts<Value>[] {
  const present = groups.filter(({ sums }) => !isNobody(sumPeople(sums)));
  const joined = new Set<SexCounts<Value>>();
  let all: SexSums = [nobody, nobody, nobody];
  for (const sexCounts of present.toSorted((a, b) => comparePeople(sumPeople(a.sums), sumPeople(b.sums)))) {
    if (!isBelowMinimumCell(sumPeople(sexCounts.sums)) && !isBelowMinimumCell(sumPeople(all))) break;
    joined.add(sexCounts);
    const [women, men, rest] = sexCounts.sums;
    all = [sumPeople([all[0], women]), sumPeople([all[1], men]), sumPeople([all[2], rest])];
  }
  if (joined.size === 0) return present;
  return [...present.filter((sexCounts) => !joined.has(sexCounts)), { value: smallGroups, sums: all }];
}

/** Sums that other laptops wrote for their own cards. */
export const readCountsOfOthers = (
  workshop: Document | undefined,
  device: string,
): readonly RegisterCounts[] =>
  itemIdsBelow(workshop, 'register-counts')
    .filter((id) => id !== device)
    .flatMap((id) => {
      const registerCounts = readCountsOf(workshop, id);
      return registerCounts === null ? [] : [registerCounts];
    });

/** Sums that a laptop wrote last; null when it wrote none. */
export const readCountsOf = (workshop: Document | undefined, device: string): RegisterCounts | null =>
  readValueAt<RegisterCounts | null>(workshop, `register-counts/${device}`, RegisterCounts.nullable(), null);

/**
 * Sums of a laptop's cards that may leave it now; null when none may, or the last ones still serve. Log and journal
 * keep earlier sums, so two sums must differ by as many people as the minimum cell: their difference is a sum too.
 * @param lastRegisterCounts sums that this laptop wrote before
 */
export function countsToWrite(
  participants: readonly Pick<Participant, 'id'>[],
  countedCards: readonly CountedCard[],
  lastRegisterCounts: Pick<RegisterCounts, 'participants'> | null,
): Released<RegisterCounts> | null {
  const present = new Set(participants.map(({ id }) => id));
  const counted = countedCards.filter(({ id }) => present.has(id));
  if (
    lastRegisterCounts !== null &&
    Math.abs(counted.length - lastRegisterCounts.participants) < minimumCellSize
  )
    return null;
  const countOf = <Value extends string>(
    values: readonly Value[],
    valueOf: (countedCard: CountedCard) => Value,
  ) =>
    Object.fromEntries(
      values.map((value) => [value, countPeople(counted, (card) => valueOf(card) === value)] as const),
    ) as Record<Value, PeopleCount>; // each value has its entry
  const counts = {
    participants: counted.length,
    // Few people are neither: in one sum, nobody is told apart.
    sex: countOf(ParticipantSex.options, ({ sex }) => (sex === 'other' ? 'not-stated' : sex)),
    seniority: countOf(ParticipantSeniority.options, ({ seniority }) => seniority),
  };
  return releaseCohort(counts, countPeople(counted));
}
