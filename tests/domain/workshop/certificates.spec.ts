import { expect, test } from 'vitest';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { markAttendance } from '#domain/workshop/attendance-marks.ts';
import {
  certificateLinesOf,
  certificateNumberOf,
  checkCertificates,
  issueAgain,
  issueCertificates,
  lastDayOf,
  readSealedNameText,
  sealedNameTextOf,
  withdrawCertificate,
} from '#domain/workshop/certificates.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { after, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';

/** Five half-days of one session each, and three participants: with five, four and three of them attended. */
function aHeldWorkshop(): Document {
  const days = [1, 2, 3, 4, 5];
  const sessions = days.flatMap((day) => [
    { path: `sessions/s${day}/title`, value: `Day ${day}` },
    { path: `sessions/s${day}/day`, value: day },
    { path: `sessions/s${day}/order`, value: 'a0' },
    { path: `sessions/s${day}/minutes`, value: 60 },
  ]);
  const marks = [5, 4, 3].flatMap((attended, at) =>
    days.map((day) =>
      markAttendance(participantId(at + 1), `${day}-am`, day <= attended ? 'present' : 'absent'),
    ),
  );
  return written(withParticipants(3), [
    ...sessions.map(({ path, value }) => ({ path: Path.parse(path), value })),
    ...marks,
  ]);
}

const earnedIn = (workshop: Document) => certificateLinesOf(workshop).map(({ isEarned }) => isEarned);

test('[C2] four of five half-days earn a certificate, three do not', () => {
  expect(earnedIn(aHeldWorkshop())).toEqual([true, true, false]);
});

test('the share is data of the workshop', () => {
  const workshop = written(aHeldWorkshop(), [
    { path: Path.parse('certificate-rule'), value: { leastShare: 1, series: '' } },
  ]);
  expect(earnedIn(workshop)).toEqual([true, false, false]);
});

test('a workshop without half-days has no certificates', () => {
  expect(earnedIn(withParticipants(1))).toEqual([false]);
});

test('[E] an issued certificate has its day beside the code, and no number', () => {
  const workshop = written(aHeldWorkshop(), [
    { path: Path.parse('certificate-rule'), value: { leastShare: 1, series: 'W1-26-' } },
  ]);
  expect(issueCertificates(workshop, '2026-11-27')).toEqual([
    { path: `participants/${participantId(1)}/certificate`, value: { on: '2026-11-27' } },
    { path: 'certificates-issued-on', value: '2026-11-27' },
  ]);
});

test('numbers of certificates are random after the series, and do not repeat', () => {
  const workshop = written(aHeldWorkshop(), [
    { path: Path.parse('certificate-rule'), value: { leastShare: 1, series: 'W1-26-' } },
  ]);
  const random = randomFrom(4);
  const numbers = Array.from({ length: 2_000 }, () => certificateNumberOf(workshop, random));
  expect(new Set(numbers).size).toBe(2_000);
  for (const number of numbers) expect(number).toMatch(/^W1-26-[B-Z2-9]{4}-[B-Z2-9]{4}-[B-Z2-9]{4}$/);
});

test.each([
  [
    { name: 'Rowan Marsh', certificate: 'K7QX-3MRT-9WBD' },
    { name: 'Rowan Marsh', number: 'K7QX-3MRT-9WBD' },
  ],
  [{ name: 'Rowan Marsh' }, { name: 'Rowan Marsh', number: null }],
])('[E] the desk reads name and number of %j', (card, read) => {
  expect(readSealedNameText(sealedNameTextOf(card))).toEqual(read);
});

test('a certificate of an earlier version keeps its number', () => {
  const previousDocument = written(withParticipants(1), [
    {
      path: Path.parse(`participants/${participantId(1)}/certificate`),
      value: { number: 'AAA-001', on: '2026-11-27' },
    },
  ]);
  expect(certificateLinesOf(previousDocument)[0]?.participant.certificate?.number).toBe('AAA-001');
});

test('a second issue adds those that are missing, and changes no day', () => {
  const firstDocument = written(aHeldWorkshop(), issueCertificates(aHeldWorkshop(), '2026-11-27'));
  expect(issueCertificates(firstDocument, '2026-12-01')).toEqual([]);
  const later = written(firstDocument, [markAttendance(participantId(3), '4-am', 'present')]);
  expect(issueCertificates(later, '2026-12-01').map(({ path }) => path)).toEqual([
    `participants/${participantId(3)}/certificate`,
  ]);
});

test('no certificate is issued before the last day of the workshop', () => {
  const workshop = written(aHeldWorkshop(), [{ path: Path.parse('to'), value: '2026-11-27' }]);
  expect(issueCertificates(workshop, '2026-11-26')).toEqual([]);
  expect(checkCertificates(workshop, '2026-11-26', new Set()).lastDayAhead).toBe('2026-11-27');
  expect(issueCertificates(workshop, '2026-11-27')).toHaveLength(3);
});

test('the last day follows from the first one and the agenda where none is written', () => {
  const workshop = written(aHeldWorkshop(), [{ path: Path.parse('from'), value: '2026-11-29' }]);
  expect(lastDayOf(workshop)).toBe('2026-12-03');
});

test('a half-day that two people marked differently counts for nobody', () => {
  const workshop = aHeldWorkshop();
  const { path } = markAttendance(participantId(2), '1-am', null);
  const over = dotsAt(workshop, path);
  const contested = after(
    workshop,
    { by: deviceA, n: 900_001, path, value: 'absent', over },
    { by: deviceB, n: 900_001, path, value: 'present', over },
  );
  expect(earnedIn(contested)).toEqual([true, false, false]);
  expect(checkCertificates(contested, '2026-11-27', new Set()).contested).toBe(1);
});

test('a person without a name gets no certificate, and is counted', () => {
  const nameless = new Set([participantId(1)]);
  const checks = checkCertificates(aHeldWorkshop(), '2026-11-27', nameless);
  expect(checks.withoutName).toBe(1);
  expect(checks.due.map(({ participant: { id } }) => id)).toEqual([participantId(2)]);
  expect(issueCertificates(aHeldWorkshop(), '2026-11-27', nameless)).toHaveLength(2);
});

test('a withdrawn certificate keeps its day and reason, and only its own act issues it again', () => {
  const issued = written(aHeldWorkshop(), issueCertificates(aHeldWorkshop(), '2026-11-27'));
  const [line] = certificateLinesOf(issued);
  if (line === undefined) throw new Error('no participant');
  const withdrawn = written(issued, withdrawCertificate(line.participant, '2026-11-28', 'misprint'));
  expect(certificateLinesOf(withdrawn)[0]?.participant).toMatchObject({
    certificate: null,
    withdrawnCertificate: { on: '2026-11-27', withdrawn: { on: '2026-11-28', reason: 'misprint' } },
  });
  expect(issueCertificates(withdrawn, '2026-11-29')).toEqual([]);
  const again = written(withdrawn, [issueAgain(line.participant.id, '2026-11-29')]);
  expect(certificateLinesOf(again)[0]?.participant.certificate).toEqual({ on: '2026-11-29' });
});
