import { type Document, valueAt } from '../document/document.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { attendanceOf, certificateRuleOf, type ParticipantAttendance } from './attendance.ts';
import { readAttendance } from './attendance-marks.ts';
import type { ParticipantCard } from './participant.ts';
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
}

/** Participants with their attendance, by code (docs/requirements.md C2). */
export function certificateLinesOf(workshop: Document | undefined): readonly CertificateLine[] {
  const certificateRule = certificateRuleOf(workshop);
  const halfDayBlocks = halfDayBlocksOf(workshop);
  const attendanceMarks = readAttendance(workshop);
  return readParticipants(workshop).map((participant) => {
    const participantAttendance = attendanceOf(
      halfDayBlocks.map(({ id }) => attendanceMarks.markOf(participant.id, id)),
      certificateRule,
    );
    return {
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

/**
 * Writes that issue the certificates that are earned and not issued yet, and start the period after which the names
 * are erased (docs/requirements.md E). A later issue does not start it again.
 * @param on day as `2026-11-24`
 */
export function issueCertificates(workshop: Document | undefined, on: string): readonly PathValue[] {
  const issued = certificateLinesOf(workshop).flatMap(({ participant, isEarned }): readonly PathValue[] => {
    if (!isEarned || participant.certificate !== null) return [];
    return [{ path: pathOf('participants', participant.id, 'certificate'), value: { on } }];
  });
  const isFirst = typeof valueAt(workshop, 'certificates-issued-on') !== 'string';
  return issued.length > 0 && isFirst
    ? [...issued, { path: pathOf('certificates-issued-on'), value: on }]
    : issued;
}
