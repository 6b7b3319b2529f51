import { expect, test } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import { DeviceId } from '#domain/ids.ts';
import { ParticipantCode } from '#domain/workshop/participant.ts';
import {
  codePrefixesOf,
  nextParticipantCodes,
  participantsWithSharedCode,
  readAllParticipants,
  registerParticipant,
  removeParticipant,
} from '#domain/workshop/register.ts';
import { participantId, someFields, written } from '#tests/support/builders/a-register.ts';
import { anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';

const nextCodes = (workshop: Document, deviceId: DeviceId, count = 1, random = randomFrom(1)) =>
  nextParticipantCodes(workshop, readAllParticipants(workshop), deviceId, count, random);

const registered = (workshop: Document, at: number, code: string, deviceId: DeviceId) =>
  written(workshop, registerParticipant(participantId(at), code, someFields()), deviceId);

test('codes have the prefix of the laptop, are well-formed, and none is given twice', () => {
  const prefix = codePrefixesOf(deviceA)[0];
  for (const count of [1, 40, 450, 1_000]) {
    const codes = nextCodes(anEmptyWorkshop, deviceA, count);
    expect(new Set(codes).size).toBe(count);
    for (const code of codes) {
      expect(ParticipantCode.safeParse(code).success).toBe(true);
      expect(code.split('-')[0]).toBe(prefix);
    }
  }
});

test('[E] codes do not follow the order of a list', () => {
  const numbers = nextCodes(anEmptyWorkshop, deviceA, 30).map((code) => Number(code.split('-')[1]));
  const rises = numbers.filter((number, at) => at > 0 && number > (numbers[at - 1] ?? 0)).length;
  // A list in order rises 29 times; chance rises about 15 times, and hardly ever fewer than 6 or more than 23.
  expect(rises).toBeGreaterThan(5);
  expect(rises).toBeLessThan(24);
  expect(nextCodes(anEmptyWorkshop, deviceA, 30, randomFrom(2))).not.toEqual(
    nextCodes(anEmptyWorkshop, deviceA, 30, randomFrom(3)),
  );
});

test('two laptops offline give different codes', () => {
  expect(nextCodes(anEmptyWorkshop, deviceA, 40)).not.toContain(nextCodes(anEmptyWorkshop, deviceB)[0]);
});

test('prefixes are spread evenly over the device ids', () => {
  const random = randomFrom(7);
  const prefixes = Array.from(
    { length: 2_000 },
    () =>
      codePrefixesOf(
        DeviceId.parse(Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')),
      )[0],
  );
  // Of 21,952 prefixes, 2,000 laptops take some 1,912 different ones by chance.
  expect(new Set(prefixes).size).toBeGreaterThan(1_860);
});

test('a code is used once, also after its participant was removed', () => {
  const [code = ''] = nextCodes(anEmptyWorkshop, deviceA);
  const removedDocument = written(
    registered(anEmptyWorkshop, 1, code, deviceA),
    removeParticipant(participantId(1)),
  );
  // The same random numbers would give the same code again.
  expect(nextCodes(removedDocument, deviceA)).not.toContain(code);
  expect(nextCodes(removedDocument, deviceA)[0]).toMatch(/^[A-Z0-9]{3}-[0-9]{3}$/);
});

test('a prefix that another laptop used is left to it', () => {
  const [mine = '', second = ''] = codePrefixesOf(DeviceId.parse('0123456789abcdef0123456789abcdef'));
  const deviceId = DeviceId.parse('0123456789abcdef0123456789abcdef');
  expect(mine).not.toBe(second);
  const workshop = registered(anEmptyWorkshop, 1, `${mine}-001`, deviceB);
  expect(nextCodes(workshop, deviceId)[0]?.split('-')[0]).toBe(second);
});

test('of two participants with one code the first written keeps it', () => {
  const workshop = registered(registered(anEmptyWorkshop, 2, 'KT7-001', deviceA), 1, 'KT7-001', deviceB);
  expect(participantsWithSharedCode(readAllParticipants(workshop)).map(({ id }) => id)).toEqual([
    participantId(1),
  ]);
});
