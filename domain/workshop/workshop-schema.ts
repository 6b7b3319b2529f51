import * as z from 'zod';
import { Confidentiality } from '../assessment/finding.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import type { KindSchema, PathHandling } from '../path-rules/kind-schema.ts';
import { ClockTime, IsoDay } from '../mission/mission-work.ts';
import { allIfStateAgrees, donorAndState, noAudience } from '../path-rules/path-audience.ts';
import { SealedValue } from '../path-rules/sealed-value.ts';
import { QuestionnaireCounts, ReviewedText } from './evaluation.ts';
import {
  AttendanceMark,
  IssuedCertificate,
  ParticipantCode,
  ParticipantConsent,
  ParticipantFunction,
  RegisterCounts,
} from './participant.ts';
import { LessonStatus } from './lesson-status.ts';
import { PlanItemLink, SessionEntryType } from './session-entry.ts';
import { TestSheet, WorkshopTest } from './workshop-test.ts';

/** Status of a workshop (docs/requirements.md A2). */
export const WorkshopStatus = z.enum([
  'draft',
  'confirmed',
  'under-way',
  'completed',
  'report-drafted',
  'report-approved',
  'closed',
  'postponed',
  'cancelled',
]);
export type WorkshopStatus = z.infer<typeof WorkshopStatus>;

export const WorkshopMode = z.enum(['on-site', 'virtual', 'hybrid']);
export type WorkshopMode = z.infer<typeof WorkshopMode>;

/** Kind of a part of the agenda. Breaks and lunch have a time and no content. */
export const SessionKind = z.enum(['session', 'break', 'lunch']);
export type SessionKind = z.infer<typeof SessionKind>;

/** Delivery of a session against its plan. */
export const SessionDelivery = z.enum(['as-planned', 'changed', 'dropped']);
export type SessionDelivery = z.infer<typeof SessionDelivery>;

/** Data notice that was shown to the participants: its edition, and the day (docs/requirements.md E, rule 1). */
export const ShownNotice = z.readonly(z.object({ edition: z.string().min(1).max(40), on: IsoDay }));
export type ShownNotice = z.infer<typeof ShownNotice>;

/**
 * Rule of a workshop's certificates: the least share of attended blocks, and the prefix of the numbers.
 * `partialWeight`: part of a block for which a partial presence counts; a half without it.
 */
export const CertificateRule = z.readonly(
  z.object({
    leastShare: z.number().min(0).max(1),
    series: z.string().max(40),
    partialWeight: z.number().min(0).max(1).optional(),
  }),
);
export type CertificateRule = z.infer<typeof CertificateRule>;

const line = z.string().max(400);
const paragraph = z.string().max(20_000);
const languageCodes = z.readonly(z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).max(20));
const names = z.readonly(z.array(z.string().min(1).max(200)).max(100));
const minutes = z.number().nonnegative().max(1_440);

type WorkshopHandling = PathHandling<'workshop'>;
const about = { rights: 'about', group: 'mission', sharedWith: donorAndState, erasable: 'never' } as const;
const aboutText = { ...about, erasable: 'all' } as const satisfies WorkshopHandling;
const agenda = { ...about, rights: 'agenda' } as const satisfies WorkshopHandling;
const agendaText = { ...agenda, erasable: 'all' } as const satisfies WorkshopHandling;
const participants = {
  rights: 'participants',
  group: 'participantCode',
  sharedWith: noAudience,
  erasable: 'all',
} as const satisfies WorkshopHandling;
const attendance = { ...participants, rights: 'attendance' } as const satisfies WorkshopHandling;
const tests = { ...participants, rights: 'tests', group: 'testAnswers' } as const satisfies WorkshopHandling;
const evaluations = {
  ...participants,
  rights: 'tests',
  group: 'evaluationAnswers',
} as const satisfies WorkshopHandling;
const notes = {
  rights: 'session-notes',
  group: 'sessionNotes',
  sharedWith: noAudience,
  erasable: 'all',
} as const satisfies WorkshopHandling;
const noteLinks = { ...notes, erasable: 'never' } as const satisfies WorkshopHandling;
const actions = { ...notes, sharedWith: allIfStateAgrees } as const satisfies WorkshopHandling;
const lessons = {
  rights: 'lessons',
  group: 'lessons',
  sharedWith: allIfStateAgrees,
  erasable: 'all',
} as const satisfies WorkshopHandling;
const lessonSteps = { ...lessons, erasable: 'never' } as const satisfies WorkshopHandling;

export const workshopSchema: KindSchema<'workshop'> = [
  { pattern: 'title', holds: line, ...aboutText },
  { pattern: 'mission', holds: z.guid().nullable(), ...about, undo: 'never' },
  { pattern: 'template', holds: line.nullable(), ...about, group: 'instrument', undo: 'never' },
  { pattern: 'from', holds: IsoDay.nullable(), ...about },
  { pattern: 'to', holds: IsoDay.nullable(), ...about },
  { pattern: 'status', holds: WorkshopStatus, ...about, rights: 'status', undo: 'never' },
  { pattern: 'mode', holds: WorkshopMode.nullable(), ...about },
  { pattern: 'host', holds: line.nullable(), ...aboutText },
  { pattern: 'place', holds: line.nullable(), ...aboutText },
  { pattern: 'languages', holds: languageCodes, ...about },
  { pattern: 'non-attribution', holds: z.boolean(), ...about },
  { pattern: 'notice', holds: ShownNotice.nullable(), ...about, sharedWith: noAudience, undo: 'never' },
  // Keeper of the signed paper sheet, which stays outside of Fieldbook.
  { pattern: 'paper-sheet', holds: line.nullable(), ...aboutText, sharedWith: noAudience },
  // Texts of its report, by part.
  { pattern: 'report/*', holds: paragraph.nullable(), ...aboutText },

  { pattern: 'day-starts/*', holds: ClockTime.nullable(), ...agenda },
  { pattern: 'objectives/*/text', holds: line, ...agendaText },
  { pattern: 'objectives/*/order', holds: z.string().max(200), ...agenda },
  { pattern: 'objectives/*/removed', holds: z.boolean(), ...agenda },
  // A free text may name its speakers, and a path does not tell: the stricter group applies.
  { pattern: 'sessions/*/notes', holds: 'text', ...notes, group: 'sessionNotesAttributed' },
  { pattern: 'sessions/*/title', holds: line, ...agendaText },
  { pattern: 'sessions/*/order', holds: z.string().max(200), ...agenda },
  { pattern: 'sessions/*/minutes', holds: minutes.nullable(), ...agenda },
  { pattern: 'sessions/*/method', holds: line.nullable(), ...agendaText },
  { pattern: 'sessions/*/output', holds: line.nullable(), ...agendaText },
  { pattern: 'sessions/*/day', holds: z.int().min(1).max(60).nullable(), ...agenda },
  { pattern: 'sessions/*/kind', holds: SessionKind, ...agenda },
  // A fixed start; without one the times flow down the day.
  { pattern: 'sessions/*/starts', holds: ClockTime.nullable(), ...agenda },
  { pattern: 'sessions/*/room', holds: line.nullable(), ...agendaText },
  // The lead is a function of the team, whose names headquarters knows: it waits for nobody.
  { pattern: 'sessions/*/lead', holds: line.nullable(), ...agendaText, personalDataCheck: 'never' },
  { pattern: 'sessions/*/objectives', holds: names, ...agenda },
  { pattern: 'sessions/*/materials', holds: paragraph.nullable(), ...agendaText },
  { pattern: 'sessions/*/languages', holds: languageCodes, ...agenda },
  { pattern: 'sessions/*/non-attribution', holds: z.boolean(), ...agenda },
  { pattern: 'sessions/*/delivery', holds: SessionDelivery.nullable(), ...agenda },
  { pattern: 'sessions/*/delivered-minutes', holds: minutes.nullable(), ...agenda },
  { pattern: 'sessions/*/delivery-note', holds: line.nullable(), ...agendaText },
  { pattern: 'sessions/*/removed', holds: z.boolean(), ...agenda },

  { pattern: 'participants/*/code', holds: ParticipantCode, ...participants },
  // A list with shifted columns has names here.
  { pattern: 'participants/*/institution', holds: line, ...participants, personalDataCheck: 'always' },
  // Entry of the programme's register of institutions.
  {
    pattern: 'participants/*/institution-ref',
    holds: z.guid().nullable(),
    ...participants,
    erasable: 'never',
  },
  {
    pattern: 'participants/*/institution-type',
    holds: z.string().max(24).nullable(),
    ...participants,
    erasable: 'never',
  },
  { pattern: 'participants/*/function', holds: ParticipantFunction, ...participants },
  { pattern: 'participants/*/nominated', holds: z.boolean(), ...participants, erasable: 'never' },
  {
    pattern: 'participants/*/consents/*',
    holds: ParticipantConsent,
    ...participants,
    group: 'consent',
    undo: 'never',
  },
  {
    pattern: 'participants/*/certificate',
    holds: IssuedCertificate.nullable(),
    ...participants,
    undo: 'never',
  },
  {
    pattern: 'participants/*/name',
    holds: SealedValue.nullable(),
    ...participants,
    group: 'participantName',
    undo: 'never',
  },
  {
    pattern: 'participants/*/email',
    holds: SealedValue.nullable(),
    ...participants,
    group: 'officialEmail',
    undo: 'never',
  },
  { pattern: 'participants/*/removed', holds: z.boolean(), ...participants, erasable: 'never' },
  // Sums of one laptop's cards, by laptop.
  {
    pattern: 'register-counts/*',
    holds: RegisterCounts.nullable(),
    ...participants,
    group: 'sexAndSeniority',
    undo: 'aside',
  },
  // By half-day block, such as `1-am`, and participant.
  { pattern: 'attendance/*/*', holds: AttendanceMark.nullable(), ...attendance },
  { pattern: 'certificate-rule', holds: CertificateRule, ...about, sharedWith: noAudience },
  {
    pattern: 'certificates-issued-on',
    holds: IsoDay.nullable(),
    ...about,
    sharedWith: noAudience,
    undo: 'never',
  },

  { pattern: 'test', holds: WorkshopTest, ...tests, group: 'instrument', erasable: 'never' },
  { pattern: 'test-sheets/*/sheet', holds: TestSheet, ...tests, undo: 'never' },
  { pattern: 'test-sheets/*/removed', holds: z.boolean(), ...tests, erasable: 'never', undo: 'never' },
  { pattern: 'evaluation-counts/*', holds: QuestionnaireCounts.nullable(), ...evaluations, undo: 'aside' },
  {
    pattern: 'follow-up-counts/*',
    holds: QuestionnaireCounts.nullable(),
    ...evaluations,
    group: 'followUpAnswers',
    undo: 'aside',
  },
  {
    pattern: 'reviewed-texts/*',
    holds: ReviewedText.nullable(),
    ...evaluations,
    group: 'evaluationTexts',
    undo: 'never',
    personalDataCheck: 'always',
  },
  {
    pattern: 'follow-up-ended-on',
    holds: IsoDay.nullable(),
    ...about,
    sharedWith: noAudience,
    undo: 'never',
  },

  { pattern: 'entries/*/session', holds: z.string().max(64), ...noteLinks },
  { pattern: 'entries/*/type', holds: SessionEntryType, ...noteLinks },
  { pattern: 'entries/*/text', holds: paragraph, ...actions },
  { pattern: 'entries/*/speaker', holds: line.nullable(), ...notes, group: 'sessionNotesAttributed' },
  { pattern: 'entries/*/institution', holds: line.nullable(), ...notes, group: 'sessionNotesAttributed' },
  { pattern: 'entries/*/institution-type', holds: z.string().max(20).nullable(), ...noteLinks },
  { pattern: 'entries/*/owner', holds: line.nullable(), ...actions },
  { pattern: 'entries/*/due', holds: IsoDay.nullable(), ...actions, erasable: 'never' },
  { pattern: 'entries/*/tags', holds: names, ...notes },
  { pattern: 'entries/*/about', holds: names, ...noteLinks },
  { pattern: 'entries/*/mark', holds: Confidentiality, ...noteLinks },
  { pattern: 'entries/*/plan-item', holds: PlanItemLink.nullable(), ...noteLinks },
  { pattern: 'entries/*/order', holds: z.string().max(200), ...noteLinks },
  { pattern: 'entries/*/removed', holds: z.boolean(), ...noteLinks },

  { pattern: 'lessons/*/context', holds: paragraph, ...lessons },
  { pattern: 'lessons/*/happened', holds: paragraph, ...lessons },
  { pattern: 'lessons/*/cause', holds: paragraph, ...lessons },
  { pattern: 'lessons/*/recommendation', holds: paragraph, ...lessons },
  { pattern: 'lessons/*/applies', holds: names, ...lessonSteps },
  { pattern: 'lessons/*/evidence', holds: paragraph.nullable(), ...lessons },
  { pattern: 'lessons/*/tags', holds: names, ...lessons },
  { pattern: 'lessons/*/status', holds: LessonStatus, ...lessonSteps, rights: 'lesson-steps', undo: 'never' },
  { pattern: 'lessons/*/review-on', holds: IsoDay.nullable(), ...lessonSteps },
  { pattern: 'lessons/*/order', holds: z.string().max(200), ...lessonSteps },
  { pattern: 'lessons/*/removed', holds: z.boolean(), ...lessonSteps },

  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`.
  { pattern: 'text-checks/*', holds: z.boolean(), ...noteLinks, undo: 'never' },
  // Out of the list of its mission, and still in reports.
  { pattern: 'archived', holds: z.boolean(), ...about, sharedWith: noAudience },
  { pattern: 'removed', holds: z.boolean(), ...about },
  causalContextRule({ rights: 'about', group: 'mission' }),
];
