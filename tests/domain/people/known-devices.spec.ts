import { expect, test } from 'vitest';
import { addNamedDevices, type KnownDevices } from '#domain/people/known-devices.ts';
import { aDevice, aPerson } from '#tests/support/builders/sample-ids.ts';

const own = aDevice(1);
const [me, colleague, newcomer] = [aPerson(1), aPerson(2), aPerson(3)];
const first = { [own]: { person: me }, [aDevice(2)]: { person: colleague } };
const newIn = (knownDevices: KnownDevices): readonly string[] =>
  Object.entries(knownDevices).flatMap(([device, { isNew }]) => (isNew ? [device] : []));

test('the first answer makes nobody’s device new', () => {
  expect(
    newIn(addNamedDevices(undefined, { ...first, [aDevice(3)]: { person: colleague } }, own, 1)),
  ).toEqual([]);
});

test('a further device of a colleague is new', () => {
  const knownDevices = addNamedDevices(undefined, first, own, 1);
  expect(
    newIn(addNamedDevices(knownDevices, { ...first, [aDevice(3)]: { person: colleague } }, own, 2)),
  ).toEqual([aDevice(3)]);
});

test('a further device in this person’s own name is new', () => {
  const knownDevices = addNamedDevices(undefined, first, own, 1);
  expect(newIn(addNamedDevices(knownDevices, { ...first, [aDevice(4)]: { person: me } }, own, 2))).toEqual([
    aDevice(4),
  ]);
});

test('the first device of a new colleague is not new', () => {
  const knownDevices = addNamedDevices(undefined, first, own, 1);
  expect(
    newIn(addNamedDevices(knownDevices, { ...first, [aDevice(5)]: { person: newcomer } }, own, 2)),
  ).toEqual([]);
});

test('the renewed device of this laptop is not new', () => {
  const knownDevices = addNamedDevices(undefined, first, own, 1);
  expect(
    newIn(addNamedDevices(knownDevices, { ...first, [aDevice(6)]: { person: me } }, aDevice(6), 2)),
  ).toEqual([]);
});

test('a device that is no longer named and then returns keeps its records', () => {
  const knownDevices = addNamedDevices(undefined, first, own, 1);
  const compared: KnownDevices = {
    ...knownDevices,
    [aDevice(2)]: { person: colleague, firstNamedAtMs: 1, comparedAtMs: 5 },
  };
  const gone = addNamedDevices(compared, { [own]: { person: me } }, own, 6);
  expect(addNamedDevices(gone, first, own, 7)[aDevice(2)]).toEqual({
    person: colleague,
    firstNamedAtMs: 1,
    comparedAtMs: 5,
  });
});
