import * as z from 'zod';
import { DocumentId, LogId } from '../ids.ts';
import { IsoDay } from '../mission/mission-work.ts';
import { peopleCountSchema } from '../privacy/cell-suppression.ts';

/** Function of a participant in the institution (docs/requirements.md C2). */
export const ParticipantFunction = z.enum([
  'investigation',
  'prosecution',
  'adjudication',
  'forensic',
  'policy',
  'training',
  'oversight',
  'central-authority',
  'other',
]);
export type ParticipantFunction = z.infer<typeof ParticipantFunction>;

export const ParticipantSex = z.enum(['woman', 'man', 'other', 'not-stated']);
export type ParticipantSex = z.infer<typeof ParticipantSex>;

export const ParticipantSeniority = z.enum(['senior', 'middle', 'entry', 'not-stated']);
export type ParticipantSeniority = z.infer<typeof ParticipantSeniority>;

/** Presence in one half-day block. A partial presence counts half by default. */
export const AttendanceMark = z.enum(['present', 'absent', 'partial']);
export type AttendanceMark = z.infer<typeof AttendanceMark>;

/** Subjects of consent, each with its own answer (docs/requirements.md C2). */
export const ConsentSubject = z.enum(['follow-up', 'photo', 'list']);
export type ConsentSubject = z.infer<typeof ConsentSubject>;

/** Answer to one question of consent, and its day. */
export const ParticipantConsent = z.readonly(z.object({ given: z.boolean(), on: IsoDay }));
export type ParticipantConsent = z.infer<typeof ParticipantConsent>;

/** Code of a participant within one workshop, such as `P-014`. It says nothing about the person. */
export const ParticipantCode = z.string().regex(/^[A-Z0-9]{1,4}-[0-9]{1,5}$/);
export type ParticipantCode = z.infer<typeof ParticipantCode>;

/** Reason why a certificate was withdrawn. It is a choice and no text, since a text could name the person. */
export const WithdrawalReason = z.enum(['attendance', 'wrong-person', 'misprint', 'request']);
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;

/**
 * Certificate of a participant that colleagues see: its day. The number is on the paper beside the name, so it stays
 * with the name (`ParticipantCard`). Earlier versions wrote the participant's code as a number here.
 */
export const IssuedCertificate = z.readonly(
  z.object({
    number: z.string().min(1).max(60).optional(),
    on: IsoDay,
    withdrawn: z.readonly(z.object({ on: IsoDay, reason: WithdrawalReason })).optional(),
  }),
);
export type IssuedCertificate = z.infer<typeof IssuedCertificate>;

/** Id of a participant: a segment of the path `participants/ID`. */
const ParticipantId = z.guid().transform((id) => id.toLowerCase());

const participantCardFields = {
  kind: z.literal('participant'),
  id: ParticipantId,
  log: LogId,
  doc: DocumentId,
  name: z.string().max(200),
  email: z.string().max(254),
  /** Accessibility or dietary needs. */
  needs: z.string().max(2_000),
  sex: ParticipantSex,
  seniority: ParticipantSeniority,
  /** Number of the certificate. It is random, and leaves the laptop encrypted with the name alone. */
  certificate: z.string().min(1).max(60).optional(),
};

/**
 * Personal fields of a participant, kept on one laptop alone (docs/requirements.md C2, E). Name and e-mail leave it
 * encrypted to a role, sex and seniority as sums, needs never.
 */
export const ParticipantCard = z.readonly(z.object(participantCardFields));
export type ParticipantCard = z.infer<typeof ParticipantCard>;

const countOf = z.int().nonnegative().max(100_000);

/**
 * Sums over the participants with cards on one laptop: the form in which sex and seniority leave it. Below the
 * minimum cell of five participants a laptop writes none.
 */
export const RegisterCounts = z.readonly(
  z.object({
    participants: countOf.min(5),
    sex: z.readonly(z.record(ParticipantSex, peopleCountSchema(countOf))),
    seniority: z.readonly(z.record(ParticipantSeniority, peopleCountSchema(countOf))),
  }),
);
export type RegisterCounts = z.infer<typeof RegisterCounts>;
