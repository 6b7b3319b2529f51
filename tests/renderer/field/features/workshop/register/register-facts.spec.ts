import { expect, test } from 'vitest';
import { removeParticipant } from '#domain/workshop/register.ts';
import {
  everybody,
  filterRegister,
  type RegisterFilter,
  registeredPeopleOf,
  type StoredCard,
  shownRegisterOf,
} from '#renderer/field/features/workshop/register/register-facts.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const card = (at: number, name: string): StoredCard => ({
  kind: 'participant',
  id: participantId(at),
  log: aLog(),
  doc: aDoc(),
  name,
  email: '',
  needs: '',
  sex: 'not-stated',
  seniority: 'not-stated',
  revision: 1,
  changedAtMs: 1,
});

const register = shownRegisterOf(
  written(withParticipants(4), removeParticipant(participantId(4))),
  [card(1, 'Bé One'), card(2, '')],
  false,
  [],
);
const codes = (changedRegisterFilter: Partial<RegisterFilter>) =>
  filterRegister(register.rows, { ...everybody, ...changedRegisterFilter }, (a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  ).map(({ participant }) => participant.code);

test('a row says where its name is', () => {
  expect(register.rows.map(({ seal }) => seal)).toEqual(['noKey', 'noName', 'elsewhere']);
  expect(register.removed.map(({ participant }) => participant.code)).toEqual(['AAA-004']);
});

test('a contested participant is not among the removed ones, and is found as registered', () => {
  const contested = shownRegisterOf(
    written(withParticipants(4), removeParticipant(participantId(4))),
    [],
    false,
    [{ id: participantId(4), removedBy: 'First', editedBy: 'Second' }],
  );
  expect(contested.removed).toEqual([]);
  expect(contested.contested).toMatchObject([
    { row: { participant: { code: 'AAA-004' } }, removedBy: 'First' },
  ]);
  expect(registeredPeopleOf(contested).map(({ code }) => code)).toContain('AAA-004');
});

test('a search finds names without accents, codes and institutions', () => {
  expect(codes({ words: 'be one' })).toEqual(['AAA-001']);
  expect(codes({ words: 'aaa-003' })).toEqual(['AAA-003']);
  expect(codes({ words: 'interior' })).toHaveLength(3);
  expect(codes({ words: 'nobody' })).toEqual([]);
});

test('rows are filtered by function and sorted both ways', () => {
  expect(codes({ functionGroup: 'training' })).toEqual([]);
  expect(codes({ sort: 'name', isDescending: true })[0]).toBe('AAA-001');
  expect(codes({ sort: 'code', isDescending: true })).toEqual(['AAA-003', 'AAA-002', 'AAA-001']);
});
