import { type Document, valueAt } from '../document/document.ts';
import { pathOf, type PathValue } from '../document/op.ts';
import {
  attendanceOf,
  certificateRuleOf,
  type CompleteCertificateRule,
  type ParticipantAttendance,
  readAttendance,
} from './attendance.ts';
import { halfDayBlocksOf } from './session-times.ts';
import type { IssuedCertificate } from './participant.ts';
import { type Participant, readParticipants } from './register.ts';

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
  const rule = certificateRuleOf(workshop);
  const blocks = halfDayBlocksOf(workshop);
  const marks = readAttendance(workshop);
  return readParticipants(workshop).map((participant) => {
    const attendance = attendanceOf(
      blocks.map(({ id }) => marks.markOf(participant.id, id)),
      rule,
    );
    return {
      participant,
      attendance,
      isEarned: blocks.length > 0 && attendance.prospect === 'reached',
    };
  });
}

/**
 * Number of a certificate: the workshop's series and the participant's code. Two laptops that issue the same
 * certificate offline give it the same number.
 */
const certificateNumberOf = (rule: CompleteCertificateRule, code: string): string =>
  `${rule.series}${code}`.slice(-maximumNumberLength);

/**
 * Writes that issue the certificates that are earned and not issued yet, and start the period after which the names
 * are erased (docs/requirements.md E). A later issue does not start it again.
 * @param on day as `2026-11-24`
 */
export function issueCertificates(workshop: Document | undefined, on: string): readonly PathValue[] {
  const rule = certificateRuleOf(workshop);
  const issued = certificateLinesOf(workshop).flatMap(({ participant, isEarned }): readonly PathValue[] => {
    if (!isEarned || participant.certificate !== null) return [];
    const certificate: IssuedCertificate = { number: certificateNumberOf(rule, participant.code), on };
    return [{ path: pathOf('participants', participant.id, 'certificate'), value: { ...certificate } }];
  });
  const isFirst = typeof valueAt(workshop, 'certificates-issued-on') !== 'string';
  return issued.length > 0 && isFirst
    ? [...issued, { path: pathOf('certificates-issued-on'), value: on }]
    : issued;
}
