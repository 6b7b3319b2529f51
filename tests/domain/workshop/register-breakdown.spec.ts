import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import type { ParticipantSex } from '#domain/workshop/participant.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import {
  breakDownRegister,
  type CountedCard,
  countsToWrite,
  readCountsOfOthers,
} from '#domain/workshop/register-breakdown.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';

const people = (count: number) => readParticipants(withParticipants(count));
const cards = (...participantSexes: readonly ParticipantSex[]): readonly CountedCard[] =>
  participantSexes.map((sex, at) => ({ id: participantId(at + 1), sex, seniority: 'middle' }));
const many = (count: number, participantSex: ParticipantSex): readonly ParticipantSex[] =>
  Array.from({ length: count }, () => participantSex);

test('[D] sums by sex are shown from ten participants on', () => {
  expect(breakDownRegister(people(9), cards(...many(9, 'woman')), []).bySex).toEqual({
    kind: 'tooFew',
    least: 10,
  });
  const shownRegisterBreakdown = breakDownRegister(
    people(14),
    cards(...many(8, 'woman'), ...many(6, 'man')),
    [],
  );
  expect(shownRegisterBreakdown.bySex).toEqual({
    kind: 'shown',
    isKnown: true,
    rows: [
      { value: 'woman', count: 8 },
      { value: 'man', count: 6 },
      { value: 'rest', count: 0 },
    ],
  });
});

test('[E7] one person who is neither shows in no sum, nor by subtraction from all', () => {
  // 20 women, 9 men, one other, one not stated, one not counted yet: 32 in all.
  const sexes = [...many(20, 'woman'), ...many(9, 'man'), 'other', 'not-stated'] as const;
  expect(breakDownRegister(people(32), cards(...sexes), []).bySex).toMatchObject({
    rows: [{ count: 20 }, { count: null }, { count: null }],
  });
});

test('[E7] five people who are neither are one row, and all rows add up to all participants', () => {
  const participantSexes = [...many(8, 'woman'), ...many(7, 'man'), ...many(2, 'other')] as const;
  const { bySex, total } = breakDownRegister(people(20), cards(...participantSexes), []);
  expect(bySex).toMatchObject({ rows: [{ count: 8 }, { count: 7 }, { value: 'rest', count: 5 }] });
  expect(total).toBe(20);
});

test('sums of other laptops join the cards of this one', () => {
  const counts = {
    participants: 6,
    sex: { woman: 4, man: 2, other: 0, 'not-stated': 0 },
    seniority: { senior: 6, middle: 0, entry: 0, 'not-stated': 0 },
  };
  const workshop = written(withParticipants(10), [
    { path: pathOf('register-counts', deviceB), value: counts },
    { path: pathOf('register-counts', deviceA), value: { ...counts, participants: 5 } },
  ]);
  const otherRegisterCountses = readCountsOfOthers(workshop, deviceA);
  expect(otherRegisterCountses).toEqual([counts]);
  const shownRegisterBreakdown = breakDownRegister(
    readParticipants(workshop),
    cards(...many(4, 'man')),
    otherRegisterCountses,
  );
  // Four women and six men: the smaller cell is withheld, and the other follows from it.
  expect(shownRegisterBreakdown.bySex).toMatchObject({
    isKnown: true,
    rows: [{ count: null }, { count: null }, { count: 0 }],
  });
  expect(shownRegisterBreakdown.sexByFunction).toBeNull();
});

test('[E7] a small cell is withheld, and the next smallest with it', () => {
  const participants = people(20).map((participant, at) => ({
    ...participant,
    function: at < 3 ? ('training' as const) : at < 9 ? ('policy' as const) : ('prosecution' as const),
  }));
  expect(breakDownRegister(participants, [], []).byFunction).toEqual([
    { value: 'prosecution', count: 11 },
    { value: 'policy', count: null },
    { value: 'training', count: null },
  ]);
});

test('[E7] fewer than five participants have no rows: all of them together would give a row away', () => {
  // Four of one function: their number is that of all participants, which is shown.
  expect(breakDownRegister(people(4), [], [])).toMatchObject({
    total: 4,
    byFunction: null,
    byInstitutionType: null,
  });
  expect(breakDownRegister(people(5), [], []).byFunction).toEqual([{ value: 'policy', count: 5 }]);
});

const inTwoGroups = (first: number, count: number) =>
  people(count).map((participant, at) => ({
    ...participant,
    function: at < first ? ('policy' as const) : ('training' as const),
  }));

test('[E7] women and men by function are shown where every cell is large enough', () => {
  const participantSexes = [
    ...many(7, 'woman'),
    ...many(6, 'man'),
    ...many(5, 'woman'),
    ...many(8, 'man'),
  ] as const;
  expect(breakDownRegister(inTwoGroups(13, 26), cards(...participantSexes), []).sexByFunction).toEqual([
    { value: 'policy', women: 7, men: 6, rest: 0, total: 13 },
    { value: 'training', women: 5, men: 8, rest: 0, total: 13 },
  ]);
});

test('[E7] a table by sex is withheld where adjacent sums would reveal a cell', () => {
  const participantSexes = [...many(11, 'woman'), ...many(9, 'man')] as const;
  expect(breakDownRegister(inTwoGroups(12, 20), cards(...participantSexes), []).sexByFunction).toBeNull();
});

test('[E7] groups below five are in one row by sex', () => {
  const participants = people(26).map((participant, at) => ({
    ...participant,
    function: at < 2 ? ('forensic' as const) : at < 14 ? ('policy' as const) : ('training' as const),
  }));
  const participantSexes = [
    ...many(8, 'woman'),
    ...many(6, 'man'),
    ...many(5, 'woman'),
    ...many(7, 'man'),
  ] as const;
  expect(breakDownRegister(participants, cards(...participantSexes), []).sexByFunction).toEqual([
    { value: 'training', women: 5, men: 7, rest: 0, total: 12 },
    { value: 'small-groups', women: 8, men: 6, rest: 0, total: 14 },
  ]);
});

test('participants without an institution type are in one row', () => {
  const participants = people(6).map((participant) => ({ ...participant, institutionType: null }));
  expect(breakDownRegister(participants, [], []).byInstitutionType).toEqual([{ value: 'unknown', count: 6 }]);
});

test('[E] sums leave a laptop from five cards on', () => {
  expect(countsToWrite(people(9), cards(...many(4, 'woman')), null)).toBeNull();
  expect(countsToWrite(people(9), cards(...many(4, 'woman'), 'man'), null)).toEqual({
    participants: 5,
    sex: { woman: 4, man: 1, other: 0, 'not-stated': 0 },
    seniority: { senior: 0, middle: 5, entry: 0, 'not-stated': 0 },
  });
});

test('[E7] new sums differ from the last ones by five people', () => {
  const last = countsToWrite(people(12), cards(...many(5, 'woman')), null);
  expect(countsToWrite(people(12), cards(...many(9, 'woman')), last)).toBeNull();
  expect(countsToWrite(people(12), cards(...many(10, 'woman')), last)).toMatchObject({ participants: 10 });
});

test('cards of removed participants are in no sum', () => {
  expect(countsToWrite(people(3), cards(...many(8, 'woman')), null)).toBeNull();
});

test('[E7] a single other person leaves a laptop in one sum with those who stated nothing', () => {
  const counts = countsToWrite(people(9), cards(...many(5, 'woman'), 'other', 'not-stated'), null);
  expect(counts?.sex).toEqual({ woman: 5, man: 0, other: 0, 'not-stated': 2 });
});
