import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { removalConflictsBelow } from '#domain/document/removal-conflicts.ts';
import {
  checkParticipantDraft,
  editParticipant,
  readAllParticipants,
  readParticipants,
  registerParticipant,
  removeParticipant,
} from '#domain/workshop/register.ts';
import {
  aDraft,
  participantId,
  someFields,
  withParticipants,
  written,
} from '#tests/support/builders/a-register.ts';
import { anEmptyWorkshop, deviceB } from '#tests/support/builders/a-workshop.ts';

const first = participantId(1);
const yes = { given: true, on: '2026-11-24' };

test('a registered participant is read with all shared fields', () => {
  const participantFields = someFields({
    consents: { 'follow-up': yes, photo: { ...yes, given: false }, list: null },
  });
  const workshop = written(anEmptyWorkshop, registerParticipant(first, 'KT7-001', participantFields));
  expect(readParticipants(workshop)).toEqual([
    {
      id: first,
      code: 'KT7-001',
      ...participantFields,
      institutionRef: null,
      certificate: null,
      withdrawnCertificate: null,
      sealedName: null,
      sealedEmail: null,
      isRemoved: false,
    },
  ]);
});

test('participants are in the order of their codes', () => {
  const workshop = written(
    withParticipants(2),
    registerParticipant(participantId(9), 'AAA-000', someFields()),
  );
  expect(readParticipants(workshop).map(({ code }) => code)).toEqual(['AAA-000', 'AAA-001', 'AAA-002']);
});

test('a registration writes no name, address, sex, seniority or needs', () => {
  const pathValues = registerParticipant(
    first,
    'KT7-001',
    someFields({ consents: { 'follow-up': yes, photo: yes, list: yes } }),
  );
  expect(pathValues.map(({ path }) => path.split('/').slice(2).join('/'))).toEqual([
    'code',
    'institution',
    'institution-type',
    'function',
    'nominated',
    'consents/follow-up',
    'consents/photo',
    'consents/list',
  ]);
});

test('an edit writes only the fields that differ', () => {
  const [previousParticipant] = readParticipants(withParticipants(1));
  if (previousParticipant === undefined) throw new Error('nobody was registered');
  expect(editParticipant(previousParticipant, someFields())).toEqual([]);
  expect(
    editParticipant(
      previousParticipant,
      someFields({ function: 'training', consents: { 'follow-up': yes, photo: null, list: null } }),
    ),
  ).toEqual([
    { path: `participants/${first}/function`, value: 'training' },
    { path: `participants/${first}/consents/follow-up`, value: yes },
  ]);
});

test('[A1] the entry of a chosen institution is written, and removed by a typed one', () => {
  const entry = '00000000-0000-4000-8000-000000000001';
  const path = `participants/${first}/institution-ref`;
  const chosenParticipantFields = someFields({ institutionRef: entry });
  const writes = registerParticipant(first, 'KT7-001', chosenParticipantFields);
  expect(writes).toContainEqual({ path, value: entry });
  const [previousParticipant] = readParticipants(written(anEmptyWorkshop, writes));
  if (previousParticipant === undefined) throw new Error('nobody was registered');
  expect(previousParticipant.institutionRef).toBe(entry);
  expect(editParticipant(previousParticipant, chosenParticipantFields)).toEqual([]);
  expect(editParticipant(previousParticipant, someFields())).toEqual([{ path, value: null }]);
});

test('a removed participant leaves the list and comes back with all fields', () => {
  const removedDocument = written(withParticipants(2), removeParticipant(first));
  expect(readParticipants(removedDocument).map(({ id }) => id)).toEqual([participantId(2)]);
  expect(readAllParticipants(removedDocument)).toHaveLength(2);
  const restored = written(removedDocument, removeParticipant(first, false));
  expect(readParticipants(restored)).toEqual(readParticipants(withParticipants(2)));
});

test('[M5] an edit of a colleague after the removal is a conflict', () => {
  const removedDocument = written(withParticipants(1), removeParticipant(first));
  const edited = written(
    removedDocument,
    [{ path: pathOf('participants', first, 'function'), value: 'training' }],
    deviceB,
  );
  expect(removalConflictsBelow(edited, 'participants').map(({ id }) => id)).toEqual([first]);
});

test('a draft needs an institution', () => {
  expect(checkParticipantDraft(aDraft({ institution: '  ' }))).toEqual(['institutionMissing']);
  expect(checkParticipantDraft(aDraft())).toEqual([]);
});

test('[C2] an e-mail address needs the consent to follow-up', () => {
  const email = { email: 'desk@ministry.example' };
  expect(checkParticipantDraft(aDraft({}, email))).toEqual(['emailWithoutConsent']);
  const consents = { 'follow-up': yes, photo: null, list: null };
  expect(checkParticipantDraft(aDraft({ consents }, email))).toEqual([]);
  expect(checkParticipantDraft(aDraft({ consents }, { email: 'desk at ministry' }))).toEqual([
    'emailMalformed',
  ]);
});

test('texts beyond their bounds are refused', () => {
  const long = aDraft({ institution: 'a'.repeat(401) }, { name: 'b'.repeat(201), needs: 'c'.repeat(2_001) });
  expect(checkParticipantDraft(long)).toEqual(['institutionTooLong', 'nameTooLong', 'needsTooLong']);
});
