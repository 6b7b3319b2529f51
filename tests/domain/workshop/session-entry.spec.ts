import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { createPlanItemFromAction } from '#domain/plan/change-plan.ts';
import { peopleCountOf } from '#domain/privacy/cell-suppression.ts';
import {
  createSessionEntry,
  isNonAttributed,
  readAttributedEntries,
  readSessionEntries,
  removeAttribution,
} from '#domain/workshop/session-entry.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

const workshopWith = (values: Readonly<Record<string, JsonValue>>): Document =>
  Object.entries(values).reduce(
    (workshop, [path, value], at) => after(workshop, { by: deviceA, n: at + 1, path, value }),
    anEmptyWorkshop,
  );

const spoken = {
  'entries/e1/session': 's1',
  'entries/e1/type': 'risk',
  'entries/e1/text': 'No budget line for training.',
  'entries/e1/speaker': 'Director',
  'entries/e1/institution': 'National Police',
  'entries/e1/institution-type': 'POL',
};
const fivePolice = new Map([['POL', peopleCountOf(5)]]);

test('[C6] a new note comes last, with its session, type and text', () => {
  const [firstSessionEntry] = readSessionEntries(workshopWith({ ...spoken, 'entries/e1/order': 'a0' }));
  const pathValues = createSessionEntry(firstSessionEntry ? [firstSessionEntry] : [], 'e2', {
    session: 's2',
    type: 'question',
    text: 'Who?',
  });
  expect(Object.fromEntries(pathValues.map(({ path, value }) => [path, value]))).toEqual({
    'entries/e2/session': 's2',
    'entries/e2/type': 'question',
    'entries/e2/text': 'Who?',
    'entries/e2/order': 'a1',
  });
});

test('a removed note is not read, and an invalid part has its default', () => {
  const workshop = workshopWith({
    ...spoken,
    'entries/e1/due': 'soon',
    'entries/e2/text': 'Removed',
    'entries/e2/removed': true,
  });
  expect(readSessionEntries(workshop).map(({ id, due, mark }) => [id, due, mark])).toEqual([
    ['e1', null, 'C'],
  ]);
});

describe('[E3] without attribution', () => {
  test.each([
    [{}, false],
    [{ 'non-attribution': true }, true],
    [{ 'non-attribution': true, 'sessions/s1/non-attribution': false }, false],
    [{ 'sessions/s1/non-attribution': true }, true],
  ])('the switch of a session decides before that of its workshop: %o', (values, expected) => {
    expect(isNonAttributed(workshopWith(values), 's1')).toBe(expected);
  });

  test('a note has no speaker and shows its institution’s type instead of the name', () => {
    const [note] = readAttributedEntries(workshopWith({ ...spoken, 'non-attribution': true }), fivePolice);
    expect(note).toMatchObject({ speaker: '', institution: '', institutionType: 'POL' });
  });

  test('a type of fewer than five participants is merged with others', () => {
    const workshop = workshopWith({ ...spoken, 'non-attribution': true });
    const typeFor = (people: number) =>
      readAttributedEntries(workshop, new Map([['POL', peopleCountOf(people)]]))[0]?.institutionType;
    expect([typeFor(4), typeFor(5)]).toEqual(['OTH', 'POL']);
  });

  test('other notes keep their speakers', () => {
    expect(readAttributedEntries(workshopWith(spoken), fivePolice)[0]?.speaker).toBe('Director');
  });

  test('speakers that were noted before are removed', () => {
    expect(removeAttribution(readSessionEntries(workshopWith(spoken)))).toEqual([
      { path: 'entries/e1/speaker', value: null },
      { path: 'entries/e1/institution', value: null },
    ]);
  });
});

test('[C6] an agreed action becomes a proposed plan item with its owner as counterpart', () => {
  const action = { text: 'Draft the\nprocedure', owner: ' Ministry of Justice ', due: '2027-03-31' };
  const pathValues = createPlanItemFromAction([], 'i1', action);
  expect(Object.fromEntries(pathValues.map(({ path, value }) => [path, value]))).toEqual({
    'items/i1/title': 'Draft the procedure',
    'items/i1/counterpart': 'Ministry of Justice',
    'items/i1/to': '2027-03-31',
    'items/i1/status': 'proposed',
    'items/i1/order': 'a0',
  });
});
