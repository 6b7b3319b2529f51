import { readValueAt, type Document, itemIdsBelow } from '../document/document.ts';
import { isBelowMinimumCell, minimumCellSize, suppressSmallCells } from '../privacy/cell-suppression.ts';
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

/** Women and men by another feature; null is withheld. Groups below the minimum cell are one row. */
export interface CrossRow<Value extends string> {
  readonly value: Value | typeof smallGroups;
  readonly women: number | null;
  readonly men: number | null;
  readonly total: number;
}

/** Row of a cross table for the groups that are too small for a row of their own. */
export const smallGroups = 'small-groups';

/** Sums by sex: of the cards that are known, or withheld in a small workshop. */
type SexBreakdown =
  | { readonly kind: 'tooFew'; readonly least: number }
  | {
      readonly kind: 'shown';
      readonly rows: readonly BreakdownRow<ParticipantSex>[];
      /** Participants with a known card, here or in the sums of another laptop. */
      readonly known: number;
    };

/**
 * Participants of a workshop by function, institution type and sex, as they may be shown and printed. Small cells are
 * withheld, and so is every cell that would follow from a sum (docs/requirements.md E7).
 */
export interface RegisterBreakdown {
  readonly total: number;
  readonly byFunction: readonly BreakdownRow<ParticipantFunction | 'unknown'>[];
  readonly byInstitutionType: readonly BreakdownRow<string>[];
  readonly bySex: SexBreakdown;
  /** By the cards of this laptop alone; null where a cell would follow from the sums that are shown. */
  readonly sexByFunction: readonly CrossRow<ParticipantFunction | 'unknown'>[] | null;
  readonly sexByInstitutionType: readonly CrossRow<string>[] | null;
}

/** Card fields that are counted. */
export type CountedCard = Pick<ParticipantCard, 'id' | 'sex' | 'seniority'>;

/** Institution type of a participant without one. */
export const unknownInstitutionType = 'unknown';

/**
 * Count the participants by feature.
 * @param cards of this laptop
 * @param countsElsewhere sums of other laptops (`readCountsOfOthers`)
 */
export function breakDownRegister(
  participants: readonly Participant[],
  cards: readonly CountedCard[],
  countsElsewhere: readonly RegisterCounts[],
): RegisterBreakdown {
  const functionOf = (one: Participant) => one.function ?? ('unknown' as const);
  const typeOf = (one: Participant) => one.institutionType ?? unknownInstitutionType;
  const functions = [...ParticipantFunction.options, 'unknown' as const];
  const types = [...new Set(participants.map(typeOf))].toSorted();
  const isSexShown = participants.length >= leastParticipantsForSex;
  const sexById = new Map(cards.map(({ id, sex }) => [id, sex]));
  return {
    total: participants.length,
    byFunction: breakdownBy(participants, functions, functionOf),
    byInstitutionType: breakdownBy(participants, types, typeOf),
    bySex: isSexShown
      ? sexBreakdownOf(participants, cards, countsElsewhere)
      : { kind: 'tooFew', least: leastParticipantsForSex },
    sexByFunction: isSexShown ? crossTableOf(participants, sexById, functions, functionOf) : null,
    sexByInstitutionType: isSexShown ? crossTableOf(participants, sexById, types, typeOf) : null,
  };
}

function breakdownBy<Value extends string>(
  participants: readonly Participant[],
  values: readonly Value[],
  valueOf: (participant: Participant) => Value,
): readonly BreakdownRow<Value>[] {
  const rows = values
    .map((value) => ({ value, count: participants.filter((one) => valueOf(one) === value).length }))
    .filter(({ count }) => count > 0);
  const { rows: shown } = suppressSmallCells([rows.map(({ count }) => count)]);
  return rows.map(({ value }, at) => ({ value, count: shown[0]?.cells[at] ?? null }));
}

function sexBreakdownOf(
  participants: readonly Participant[],
  cards: readonly CountedCard[],
  countsElsewhere: readonly RegisterCounts[],
): SexBreakdown {
  const present = new Set(participants.map(({ id }) => id));
  const here = cards.filter(({ id }) => present.has(id));
  const countOf = (sex: ParticipantSex): number =>
    here.filter((card) => card.sex === sex).length +
    countsElsewhere.reduce((sum, counts) => sum + (counts.sex[sex] ?? 0), 0);
  return {
    kind: 'shown',
    rows: ParticipantSex.options.map((value) => ({ value, count: countOf(value) })),
    known: here.length + countsElsewhere.reduce((sum, counts) => sum + counts.participants, 0),
  };
}

/**
 * Cross women and men with a feature. Sums of both are shown beside this table: where one of them had to be hidden to
 * protect a cell, the whole table is withheld.
 */
function crossTableOf<Value extends string>(
  participants: readonly Participant[],
  sexById: ReadonlyMap<string, ParticipantSex>,
  values: readonly Value[],
  valueOf: (participant: Participant) => Value,
): readonly CrossRow<Value>[] | null {
  const rows = mergeSmallGroups(
    values.map((value) => {
      const sexes = participants.filter((one) => valueOf(one) === value).map(({ id }) => sexById.get(id));
      return {
        value,
        women: sexes.filter((sex) => sex === 'woman').length,
        men: sexes.filter((sex) => sex === 'man').length,
      };
    }),
  );
  const table = suppressSmallCells(rows.map(({ women, men }) => [women, men]));
  const sums = [table.totals.total, ...table.totals.cells, ...table.rows.map(({ total }) => total)];
  if (sums.includes(null)) return null;
  return rows.map(({ value, women, men }, at) => ({
    value,
    women: table.rows[at]?.cells[0] ?? null,
    men: table.rows[at]?.cells[1] ?? null,
    total: women + men,
  }));
}

interface SexCounts<Value extends string> {
  readonly value: Value | typeof smallGroups;
  readonly women: number;
  readonly men: number;
}

/** Join the groups below the minimum cell, and the next smallest ones until the joined group reaches it. */
function mergeSmallGroups<Value extends string>(
  groups: readonly SexCounts<Value>[],
): readonly SexCounts<Value>[] {
  const sizeOf = ({ women, men }: SexCounts<Value>): number => women + men;
  const present = groups.filter((group) => sizeOf(group) > 0);
  const joined = new Set<SexCounts<Value>>();
  let [women, men] = [0, 0];
  for (const group of present.toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
    if (sizeOf(group) >= minimumCellSize && !isBelowMinimumCell(women + men)) break;
    joined.add(group);
    women += group.women;
    men += group.men;
  }
  if (joined.size === 0) return present;
  return [...present.filter((group) => !joined.has(group)), { value: smallGroups, women, men }];
}

/** Sums that other laptops wrote for their own cards. */
export const readCountsOfOthers = (
  workshop: Document | undefined,
  device: string,
): readonly RegisterCounts[] =>
  itemIdsBelow(workshop, 'register-counts')
    .filter((id) => id !== device)
    .flatMap((id) => {
      const counts = readCountsOf(workshop, id);
      return counts === null ? [] : [counts];
    });

/** Sums that a laptop wrote last; null when it wrote none. */
export const readCountsOf = (workshop: Document | undefined, device: string): RegisterCounts | null =>
  readValueAt<RegisterCounts | null>(workshop, `register-counts/${device}`, RegisterCounts.nullable(), null);

/**
 * Sums of a laptop's cards that may leave it now; null when none may, or the last ones still serve. Log and journal
 * keep earlier sums, so two sums must differ by as many people as the minimum cell: their difference is a sum too.
 * @param last sums that this laptop wrote before
 */
export function countsToWrite(
  participants: readonly Pick<Participant, 'id'>[],
  cards: readonly CountedCard[],
  last: RegisterCounts | null,
): RegisterCounts | null {
  const present = new Set(participants.map(({ id }) => id));
  const counted = cards.filter(({ id }) => present.has(id));
  if (counted.length === 0 || isBelowMinimumCell(counted.length)) return null;
  if (last !== null && Math.abs(counted.length - last.participants) < minimumCellSize) return null;
  const countOf = <Value extends string>(values: readonly Value[], valueOf: (card: CountedCard) => Value) =>
    Object.fromEntries(
      values.map((value) => [value, counted.filter((card) => valueOf(card) === value).length]),
    );
  return RegisterCounts.parse({
    participants: counted.length,
    sex: countOf(ParticipantSex.options, ({ sex }) => sex),
    seniority: countOf(ParticipantSeniority.options, ({ seniority }) => seniority),
  });
}
