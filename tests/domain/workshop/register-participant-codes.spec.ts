import { expect, test } from 'vitest';
import { ParticipantCode } from '#domain/workshop/participant.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import {
  codePrefixesOf,
  nextParticipantCodes,
  participantsWithSharedCode,
  readAllParticipants,
  registerParticipant,
  removeParticipant,
} from '#domain/workshop/register.ts';
import { DeviceId } from '#domain/ids.ts';
import type { Document } from '#domain/document/document.ts';
import { participantId, someFields, written } from '#tests/support/builders/a-register.ts';
import { anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';

const nextCodes = (workshop: Document, device: DeviceId, count = 1) =>
  nextParticipantCodes(workshop, readAllParticipants(workshop), device, count);

const registered = (workshop: Document, at: number, code: string, device: DeviceId) =>
  written(workshop, registerParticipant(participantId(at), code, someFields()), device);

test('codes of one laptop count from 001 and are well-formed', () => {
  const prefix = codePrefixesOf(deviceA)[0];
  expect(nextCodes(anEmptyWorkshop, deviceA, 2)).toEqual([`${prefix}-001`, `${prefix}-002`]);
  for (const code of nextCodes(anEmptyWorkshop, deviceA, 1_000))
    expect(ParticipantCode.safeParse(code).success).toBe(true);
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
  const removed = written(registered(anEmptyWorkshop, 1, code, deviceA), removeParticipant(participantId(1)));
  expect(nextCodes(removed, deviceA)).toEqual([code.replace('001', '002')]);
});

test('a prefix that another laptop used is left to it', () => {
  const [mine = '', second = ''] = codePrefixesOf(DeviceId.parse('0123456789abcdef0123456789abcdef'));
  const device = DeviceId.parse('0123456789abcdef0123456789abcdef');
  expect(mine).not.toBe(second);
  const workshop = registered(anEmptyWorkshop, 1, `${mine}-001`, deviceB);
  expect(nextCodes(workshop, device)).toEqual([`${second}-001`]);
});

test('of two participants with one code the smaller id keeps it', () => {
  const workshop = registered(registered(anEmptyWorkshop, 2, 'KT7-001', deviceA), 1, 'KT7-001', deviceB);
  expect(participantsWithSharedCode(readAllParticipants(workshop)).map(({ id }) => id)).toEqual([
    participantId(2),
  ]);
});
