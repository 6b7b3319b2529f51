import { type Document, readValueAt } from '../document/document.ts';
import type { AttendanceMark } from './participant.ts';
import { CertificateRule } from './workshop-schema.ts';

/** Certificate rule in force, with the default of each part (docs/requirements.md C2). */
export interface CompleteCertificateRule {
  readonly leastShare: number;
  readonly series: string;
  readonly partialWeight: number;
}

const defaultCertificateRule: CompleteCertificateRule = { leastShare: 0.8, series: '', partialWeight: 0.5 };

/** The workshop's own rule, or the default one. */
export function certificateRuleOf(workshop: Document | undefined): CompleteCertificateRule {
  const certificateRule = readValueAt(workshop, 'certificate-rule', CertificateRule, defaultCertificateRule);
  return {
    ...certificateRule,
    partialWeight: certificateRule.partialWeight ?? defaultCertificateRule.partialWeight,
  };
}

/** Numbers of marks in one row or column. */
export interface MarkCounts {
  readonly present: number;
  readonly partial: number;
  readonly absent: number;
  readonly unmarked: number;
}

/** Count marks; null is unmarked. */
export function countMarks(attendanceMarks: readonly (AttendanceMark | null)[]): MarkCounts {
  const counts = { present: 0, partial: 0, absent: 0, unmarked: 0 };
  for (const attendanceMark of attendanceMarks) counts[attendanceMark ?? 'unmarked'] += 1;
  return counts;
}

/** Blocks that count as attended: a partial presence by its weight. */
export const attendedBlocks = (
  { present, partial }: MarkCounts,
  certificateRule: CompleteCertificateRule,
): number => present + partial * certificateRule.partialWeight;

/**
 * Prospect of a certificate. `reached`: nothing can take it away. `onTrack`: one more absence is possible.
 * `noMoreAbsence`: none is. `below`: it cannot be reached any more.
 */
export type CertificateProspect = 'reached' | 'onTrack' | 'noMoreAbsence' | 'below';

/** Attendance of one participant over all blocks of the workshop. */
export interface ParticipantAttendance extends MarkCounts {
  readonly attended: number;
  /** Part of all blocks that was attended, 0 to 1; null without blocks. */
  readonly share: number | null;
  readonly prospect: CertificateProspect;
}

/** Sum the marks of one participant. */
export function attendanceOf(
  attendanceMarks: readonly (AttendanceMark | null)[],
  certificateRule: CompleteCertificateRule,
): ParticipantAttendance {
  const markCounts = countMarks(attendanceMarks);
  const attended = attendedBlocks(markCounts, certificateRule);
  return {
    ...markCounts,
    attended,
    share: attendanceMarks.length === 0 ? null : attended / attendanceMarks.length,
    prospect: prospectOf(attendanceMarks.length, attended, attended + markCounts.unmarked, certificateRule),
  };
}

/** @param most blocks that count as attended if all unmarked ones will be */
function prospectOf(
  blocks: number,
  attended: number,
  most: number,
  certificateRule: CompleteCertificateRule,
): CertificateProspect {
  const needed = leastBlocks(blocks, certificateRule);
  if (blocks === 0) return 'onTrack';
  if (attended >= needed) return 'reached';
  if (most < needed) return 'below';
  return most - 1 < needed ? 'noMoreAbsence' : 'onTrack';
}

/** Blocks that a certificate needs. Cleared of the error of binary fractions: 0.8 of 5 is 4. */
export const leastBlocks = (blocks: number, { leastShare }: CompleteCertificateRule): number =>
  Math.round(blocks * leastShare * 1e9) / 1e9;
