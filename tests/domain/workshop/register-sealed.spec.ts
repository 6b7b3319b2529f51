import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { removeParticipant, SealedRegister, sealedRegisterOf } from '#domain/workshop/register.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const recipient = `age1${'q'.repeat(58)}`;
const [name, email] = [
  { to: 'certificate-desk', recipient, box: 'AAAA' },
  { to: 'me', recipient, box: 'BBBB' },
] as const;
const certificate = { number: 'W1-AAA-001', on: '2026-11-27' };
const at = (participant: number, field: string) => pathOf('participants', participantId(participant), field);

const workshop = written(withParticipants(3), [
  { path: at(1, 'name'), value: name },
  { path: at(1, 'email'), value: email },
  { path: at(1, 'certificate'), value: certificate },
  { path: at(2, 'name'), value: name },
  { path: at(3, 'email'), value: email },
]);
const registerOf = (sealRole: 'certificate-desk' | 'me', of = workshop) =>
  SealedRegister.parse(sealedRegisterOf(aLog(), of, sealRole)).values;

test('[E] a sealed register has the values of one role, with codes and certificates', () => {
  expect(registerOf('certificate-desk')).toEqual([
    { code: 'AAA-001', certificate, sealed: name },
    { code: 'AAA-002', certificate: null, sealed: name },
  ]);
  expect(registerOf('me').map(({ code, sealed }) => [code, sealed])).toEqual([
    ['AAA-001', email],
    ['AAA-003', email],
  ]);
});

test('[E] a sealed register has neither removed participants nor erased values', () => {
  const later = written(workshop, [
    ...removeParticipant(participantId(2)),
    { path: at(1, 'name'), value: null },
  ]);
  expect(registerOf('certificate-desk', later)).toEqual([]);
});
