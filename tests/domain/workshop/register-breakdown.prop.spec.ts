import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { isBelowMinimumCell } from '#domain/privacy/cell-suppression.ts';
import {
  attendanceTable,
  participantTable,
  readReportedWorkshop,
} from '#domain/report/participation-tables.ts';
import { ParticipantFunction, ParticipantSex } from '#domain/workshop/participant.ts';
import { type Participant, readParticipants } from '#domain/workshop/register.ts';
import { breakDownRegister, type CountedCard, countsToWrite } from '#domain/workshop/register-breakdown.ts';
import { withParticipants, written } from '#tests/support/builders/a-register.ts';
import { deviceB } from '#tests/support/builders/a-workshop.ts';
import { Random } from '#tests/support/random/random.ts';

/** A sum that is shown, and the places of its parts in the list of cells. */
interface ShownSum {
  readonly sum: number;
  readonly parts: readonly number[];
}

/**
 * Attack by arithmetic: a sum with one hidden part gives it, and several hidden parts give their sum.
 * @param cells shown numbers; null is withheld
 * @returns every number that follows and is shown nowhere
 */
function derivedFrom(cells: readonly (number | null)[], shownSums: readonly ShownSum[]): readonly number[] {
  const known = [...cells];
  const derived: number[] = [];
  for (let more = true; more; ) {
    more = false;
    for (const { sum, parts } of shownSums) {
      const hidden = parts.filter((at) => known[at] === null);
      const left = sum - parts.reduce((all, at) => all + (known[at] ?? 0), 0);
      const [only] = hidden;
      if (hidden.length === 0 || only === undefined) continue;
      derived.push(left);
      if (hidden.length > 1) continue;
      known[only] = left;
      more = true;
    }
  }
  return derived;
}

const small = (numbers: readonly (number | null)[]): readonly number[] =>
  numbers.filter((number): number is number => number !== null && isBelowMinimumCell(number));

const placesFrom = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => from + at);

/** Participants and cards of a workshop, with some rare functions, types and sexes. */
function aRegister(random: Random): {
  readonly participants: readonly Participant[];
  readonly cards: readonly CountedCard[];
} {
  const count = random.between(10, 45);
  const participants = readParticipants(withParticipants(count)).map((participant) => ({
    ...participant,
    function: random.pick(ParticipantFunction.options.slice(0, random.between(1, 5))),
    institutionType: random.pick(['MIN', 'POL', 'JUD', null].slice(0, random.between(1, 4))),
  }));
  const cards = participants.flatMap(({ id }): readonly CountedCard[] =>
    random.chance(0.95)
      ? [
          {
            id,
            sex: random.chance(0.08) ? random.pick(ParticipantSex.options) : random.pick(['woman', 'man']),
            seniority: 'middle',
          },
        ]
      : [],
  );
  return { participants, cards };
}

test('[E7] no arithmetic over the sums of a register gives a cell of one to four', () => {
  const random = new Random(3_400);
  let shownCrosses = 0;
  for (let round = 0; round < 250; round += 1) {
    const { participants, cards } = aRegister(random);
    const { total, byFunction, byInstitutionType, bySex, sexByFunction, sexByInstitutionType } =
      breakDownRegister(participants, cards, []);
    if (bySex.kind !== 'shown' || byFunction === null || byInstitutionType === null)
      throw new Error('ten people are enough');
    for (const breakdownRows of [byFunction, byInstitutionType, bySex.rows]) {
      const cells = breakdownRows.map((row) => row.count);
      const derived = derivedFrom(cells, [{ sum: total, parts: placesFrom(0, cells.length) }]);
      expect([small(cells), small(derived)]).toEqual([[], []]);
    }
    for (const crossRows of [sexByFunction, sexByInstitutionType]) {
      if (crossRows === null) continue;
      shownCrosses += 1;
      const cells = crossRows.flatMap(({ women, men, rest }) => [women, men, rest]);
      const columns = [0, 1, 2].flatMap((column): readonly ShownSum[] => {
        const sum = bySex.rows[column]?.count ?? null;
        return sum === null ? [] : [{ sum, parts: crossRows.map((_, row) => row * 3 + column) }];
      });
      const rows = crossRows.map((row, at) => ({ sum: row.total, parts: placesFrom(at * 3, 3) }));
      expect([small(cells), small(derivedFrom(cells, [...rows, ...columns]))]).toEqual([[], []]);
    }
  }
  expect(shownCrosses).toBeGreaterThan(20);
});

test('[E7] no arithmetic over the tables of R6 gives a number of one to four people', () => {
  const random = new Random(3_401);
  for (let round = 0; round < 40; round += 1) {
    const count = random.between(10, 45);
    const countedCards = readParticipants(withParticipants(count)).map(
      ({ id }): CountedCard => ({ id, sex: random.pick(ParticipantSex.options), seniority: 'middle' }),
    );
    const counts = countsToWrite(countedCards, countedCards, null);
    if (counts === null) throw new Error('ten cards are enough');
    const workshop = written(withParticipants(count), [
      { path: pathOf('register-counts', deviceB), value: { ...counts } },
      ...countedCards.flatMap(({ id }, at) => [
        {
          path: pathOf('attendance', '1-am', id),
          value: at < random.between(0, count) ? 'present' : 'absent',
        },
      ]),
      { path: pathOf('sessions', 's1', 'title'), value: 'Day 1' },
      { path: pathOf('sessions', 's1', 'day'), value: 1 },
      { path: pathOf('sessions', 's1', 'order'), value: 'a0' },
      { path: pathOf('sessions', 's1', 'minutes'), value: 60 },
    ]);
    const reportedWorkshop = readReportedWorkshop(workshop);
    const numbers = participantTable(reportedWorkshop).table.rows.map(({ id, cells }) => {
      const lastReportCell = cells.at(-1);
      return {
        feature: id.split(' ')[0] ?? '',
        count: lastReportCell?.kind === 'number' ? lastReportCell.value : null,
      };
    });
    const total = numbers.at(-1)?.count ?? 0;
    expect(total).toBe(count);
    for (const feature of new Set(numbers.slice(0, -1).map((one) => one.feature))) {
      const cells = numbers.filter((one) => one.feature === feature).map((one) => one.count);
      const derived = derivedFrom(cells, [{ sum: total, parts: placesFrom(0, cells.length) }]);
      expect([feature, small(cells), small(derived)]).toEqual([feature, [], []]);
    }
    const reached = attendanceTable(reportedWorkshop).table.rows.find(
      ({ id }) => id === 'report.fact.reachedShare',
    );
    const reportCell = reached?.cells[1];
    const shown = reportCell?.kind === 'number' ? [reportCell.value, total - reportCell.value] : [];
    expect(small(shown)).toEqual([]);
  }
});
