import { addToDay } from '#base/calendar-day.ts';
import { type Document, readValueAt, valueAt } from '../document/document.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { attendanceOf, certificateRuleOf, type ParticipantAttendance } from './attendance.ts';
import { readAttendance } from './attendance-marks.ts';
import type { ParticipantCard, WithdrawalReason } from './participant.ts';
import { type Participant, readParticipants } from './register.ts';
import { halfDayBlocksOf } from './session-times.ts';

/** Largest length of a certificate's number. */
const maximumNumberLength = 60;

/** A participant with the attendance that decides on the certificate. */
export interface CertificateLine {
  readonly participant: Participant;
  readonly attendance: ParticipantAttendance;
  /** Whether the attended share is that of the rule; a workshop without half-days has none. */
  readonly isEarned: boolean;
  /** Half-days that two people marked differently; they count as unmarked until somebody decides. */
  readonly contested: number;
}

/** Participants with their attendance, by code (docs/requirements.md C2). */
export function certificateLinesOf(workshop: Document | undefined): readonly CertificateLine[] {
  const certificateRule = certificateRuleOf(workshop);
  const halfDayBlocks = halfDayBlocksOf(workshop);
  const attendanceMarks = readAttendance(workshop);
  return readParticipants(workshop).map((participant) => {
    const participantAttendance = attendanceOf(
      halfDayBlocks.map(({ id }) => attendanceMarks.decidedMarkOf(participant.id, id)),
      certificateRule,
    );
    return {
      contested: halfDayBlocks.filter(({ id }) => attendanceMarks.isContested(participant.id, id)).length,
      participant,
      attendance: participantAttendance,
      isEarned: halfDayBlocks.length > 0 && participantAttendance.prospect === 'reached',
    };
  });
}

// No vowels and no look-alikes, so that a number is no word and is read out without error.
const numberLetters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const lettersOfGroup = [4, 4, 4] as const;

/**
 * Number of a certificate: the workshop's series, and 12 random letters such as `K7QX-3MRT-9WBD`. It follows from
 * nothing. The holder's paper has it beside the name, so a code in it would give the name to that code for good.
 * @param random gives numbers of at least 0 and below 1, from a source that nobody can predict
 */
export function certificateNumberOf(workshop: Document | undefined, random: () => number): string {
  const letter = (): string => numberLetters.charAt(Math.floor(random() * numberLetters.length));
  const groups = lettersOfGroup.map((length) => Array.from({ length }, letter).join(''));
  return `${certificateRuleOf(workshop).series}${groups.join('-')}`.slice(-maximumNumberLength);
}

/** Text that is encrypted to the certificate desk: the name, and on a second line the number of the certificate. */
export const sealedNameTextOf = ({
  name,
  certificate,
}: Pick<ParticipantCard, 'name' | 'certificate'>): string =>
  certificate === undefined ? name : `${name}\n${certificate}`;

/** Name and number in the text that the desk decrypted; earlier texts have a name alone. */
export function readSealedNameText(text: string): { readonly name: string; readonly number: string | null } {
  const [name = '', number] = text.split('\n', 2);
  return { name, number: number ?? null };
}

/** Last day of a workshop: the written one, else that of its last half-day; null without either. */
export function lastDayOf(workshop: Document | undefined): string | null {
  const dayAt = (path: string): string | null => readValueAt(workshop, path, IsoDay.nullable(), null);
  const [from, to] = [dayAt('from'), dayAt('to')];
  if (to !== null || from === null) return to;
  const days = Math.max(1, ...halfDayBlocksOf(workshop).map(({ day }) => day));
  return addToDay(from, { days: days - 1 });
}

/** Matters to look at before certificates are issued. */
export interface CertificateChecks {
  /** Last day of the workshop while it lies ahead; nothing is issued before it. */
  readonly lastDayAhead: string | null;
  /** Half-days that two people marked differently. */
  readonly contested: number;
  /** Participants who earned one and have no name yet. */
  readonly withoutName: number;
  /** Participants who get one now. */
  readonly due: readonly CertificateLine[];
}

/**
 * Check what stands against issuing certificates. A person without a name and one with a withdrawn certificate get none.
 * @param on day of the issue as `2026-11-24`
 * @param nameless ids of participants whose card has no name
 */
export function checkCertificates(
  workshop: Document | undefined,
  on: string,
  nameless: ReadonlySet<string>,
): CertificateChecks {
  const lines = certificateLinesOf(workshop);
  const lastDay = lastDayOf(workshop);
  const earned = lines.filter(
    ({ isEarned, participant: { certificate, withdrawnCertificate } }) =>
      isEarned && certificate === null && withdrawnCertificate === null,
  );
  return {
    lastDayAhead: lastDay !== null && on < lastDay ? lastDay : null,
    contested: lines.reduce((sum, { contested }) => sum + contested, 0),
    withoutName: earned.filter(({ participant: { id } }) => nameless.has(id)).length,
    due: earned.filter(({ participant: { id } }) => !nameless.has(id)),
  };
}

/**
 * Writes that issue the certificates that are due, and start the period after which the names are erased
 * (docs/requirements.md E). A later issue does not start it again. None before the last day of the workshop.
 * @param on day as `2026-11-24`
 * @param nameless ids of participants whose card has no name
 */
export function issueCertificates(
  workshop: Document | undefined,
  on: string,
  nameless: ReadonlySet<string> = new Set(),
): readonly PathValue[] {
  const { due, lastDayAhead } = checkCertificates(workshop, on, nameless);
  if (lastDayAhead !== null) return [];
  const issued = due.map(({ participant: { id } }) => issueAgain(id, on));
  const isFirst = typeof valueAt(workshop, 'certificates-issued-on') !== 'string';
  return issued.length > 0 && isFirst
    ? [...issued, { path: pathOf('certificates-issued-on'), value: on }]
    : issued;
}

/** Write that issues the certificate of one participant, also after it was withdrawn. */
export const issueAgain = (participant: string, on: string): PathValue => ({
  path: pathOf('participants', participant, 'certificate'),
  value: { on },
});

/** Writes that withdraw an issued certificate with its reason; none where nothing is issued. */
export const withdrawCertificate = (
  { id, certificate }: Pick<Participant, 'id' | 'certificate'>,
  on: string,
  reason: WithdrawalReason,
): readonly PathValue[] =>
  certificate === null
    ? []
    : [
        {
          path: pathOf('participants', id, 'certificate'),
          value: {
            ...(certificate.number === undefined ? {} : { number: certificate.number }),
            on: certificate.on,
            withdrawn: { on, reason },
          },
        },
      ];
