import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { removeParticipant } from '#domain/workshop/register.ts';
import type { StoredCard } from '#renderer/field/features/workshop/register/register-facts.ts';
import { dueSealsOf } from '#renderer/field/features/workshop/register/use-seal-names.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const key = `age1${'q'.repeat(58)}`;
const laterKey = `age1${'p'.repeat(58)}`;
const recipients = { 'certificate-desk': key, me: key };

const card = (at: number, name: string, email = ''): StoredCard => ({
  kind: 'participant',
  id: participantId(at),
  log: aLog(),
  doc: aDoc(),
  name,
  email,
  needs: 'never leaves',
  sex: 'woman',
  seniority: 'senior',
  revision: 3,
  changedAtMs: 1,
});

const sealedFor = (recipient: string) => ({ to: 'certificate-desk', recipient, box: 'AAAA' });

test('a name is encrypted to the certificate desk once the programme has its key', () => {
  expect(dueSealsOf(withParticipants(1), [card(1, 'A name')], {})).toEqual([]);
  expect(dueSealsOf(withParticipants(1), [card(1, 'A name')], recipients)).toEqual([
    {
      participant: participantId(1),
      field: 'name',
      role: 'certificate-desk',
      recipient: key,
      text: 'A name',
      revision: 3,
    },
  ]);
});

test('an encrypted name is left alone until the key changes', () => {
  const workshop = written(withParticipants(1), [
    { path: pathOf('participants', participantId(1), 'name'), value: sealedFor(key) },
  ]);
  expect(dueSealsOf(workshop, [card(1, 'A name')], recipients)).toEqual([]);
  expect(dueSealsOf(workshop, [card(1, 'A name')], { 'certificate-desk': laterKey })).toHaveLength(1);
});

test('[C2] an e-mail address is encrypted only with the consent to follow-up', () => {
  const storedCards = [card(1, '', 'desk@ministry.example')];
  expect(dueSealsOf(withParticipants(1), storedCards, recipients)).toEqual([]);
  const given = { given: true, on: '2026-11-24' };
  const agreed = withParticipants(1, { consents: { 'follow-up': given, photo: null, list: null } });
  expect(dueSealsOf(agreed, storedCards, recipients)).toMatchObject([{ field: 'email', role: 'me' }]);
});

test('nothing of a removed participant, and of one without a card here, is encrypted', () => {
  const removedDocument = written(withParticipants(2), removeParticipant(participantId(1)));
  expect(dueSealsOf(removedDocument, [card(1, 'A name')], recipients)).toEqual([]);
});
