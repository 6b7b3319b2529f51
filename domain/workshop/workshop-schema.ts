import * as z from 'zod';
import { ClockTime, IsoDay } from '../mission/mission-work.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import type { KindSchema, PathHandling } from '../path-rules/kind-schema.ts';
import { donorAndState, noAudience } from '../path-rules/path-audience.ts';
import { QuestionnaireCounts, ReviewedText } from './evaluation.ts';
import { participantPathRules } from './participant-path-rules.ts';
import { noteHandling, noteLinkHandling, workshopNoteRules } from './workshop-note-rules.ts';
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
const tests = { ...participants, rights: 'tests', group: 'testAnswers' } as const satisfies WorkshopHandling;
const evaluations = {
  ...participants,
  rights: 'tests',
  group: 'evaluationAnswers',
} as const satisfies WorkshopHandling;
export const workshopSchema: KindSchema<'workshop'> = [
  { pattern: 'title', field: ['line', 'path.title'], holds: line, ...aboutText },
  {
    pattern: 'mission',
    field: ['other', 'path.mission'],
    holds: z.guid().nullable(),
    ...about,
    undo: 'never',
  },
  {
    pattern: 'template',
    field: ['other', 'path.template'],
    holds: line.nullable(),
    ...about,
    group: 'instrument',
    undo: 'never',
  },
  { pattern: 'from', field: ['day', 'path.from'], holds: IsoDay.nullable(), ...about },
  { pattern: 'to', field: ['day', 'path.to'], holds: IsoDay.nullable(), ...about },
  {
    pattern: 'status',
    field: ['workshopStatus', 'path.status'],
    holds: WorkshopStatus,
    ...about,
    rights: 'status',
    undo: 'never',
  },
  { pattern: 'mode', field: ['workshopMode', 'path.mode'], holds: WorkshopMode.nullable(), ...about },
  { pattern: 'host', field: ['line', 'path.host'], holds: line.nullable(), ...aboutText },
  { pattern: 'place', field: ['line', 'path.place'], holds: line.nullable(), ...aboutText },
  { pattern: 'languages', field: ['languages', 'path.languages'], holds: languageCodes, ...about },
  {
    pattern: 'non-attribution',
    field: ['flag', 'path.nonAttribution', 'path.nonAttribution.help'],
    holds: z.boolean(),
    ...about,
  },
  {
    pattern: 'notice',
    field: ['other', 'path.notice'],
    holds: ShownNotice.nullable(),
    ...about,
    sharedWith: noAudience,
    undo: 'never',
  },
  // Keeper of the signed paper sheet, which stays outside of Fieldbook.
  {
    pattern: 'paper-sheet',
    field: ['line', 'path.paperSheet'],
    holds: line.nullable(),
    ...aboutText,
    sharedWith: noAudience,
  },
  // Texts of its report, by part.
  { pattern: 'report/*', field: ['lines', 'path.reportText'], holds: paragraph.nullable(), ...aboutText },

  { pattern: 'day-starts/*', field: ['time', 'path.dayStart'], holds: ClockTime.nullable(), ...agenda },
  { pattern: 'objectives/*/text', field: ['line', 'path.text'], holds: line, ...agendaText },
  { pattern: 'objectives/*/order', field: ['other', 'path.order'], holds: z.string().max(200), ...agenda },
  { pattern: 'objectives/*/removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...agenda },
  // A free text may name its speakers, and a path does not tell: the stricter group applies.
  {
    pattern: 'sessions/*/notes',
    field: ['other', 'path.session.notes'],
    holds: 'text',
    ...noteHandling,
    group: 'sessionNotesAttributed',
  },
  { pattern: 'sessions/*/title', field: ['line', 'path.title'], holds: line, ...agendaText },
  {
    pattern: 'sessions/*/order',
    field: ['order', 'path.session.order'],
    holds: z.string().max(200),
    ...agenda,
  },
  {
    pattern: 'sessions/*/minutes',
    field: ['minutes', 'path.session.minutes'],
    holds: minutes.nullable(),
    ...agenda,
  },
  {
    pattern: 'sessions/*/method',
    field: ['line', 'path.session.method'],
    holds: line.nullable(),
    ...agendaText,
  },
  {
    pattern: 'sessions/*/output',
    field: ['line', 'path.session.output'],
    holds: line.nullable(),
    ...agendaText,
  },
  {
    pattern: 'sessions/*/day',
    field: ['sessionDay', 'path.session.day'],
    holds: z.int().min(1).max(60).nullable(),
    ...agenda,
  },
  { pattern: 'sessions/*/kind', field: ['sessionKind', 'path.session.kind'], holds: SessionKind, ...agenda },
  // A fixed start; without one the times flow down the day.
  {
    pattern: 'sessions/*/starts',
    field: ['time', 'path.session.starts'],
    holds: ClockTime.nullable(),
    ...agenda,
  },
  { pattern: 'sessions/*/room', field: ['line', 'path.session.room'], holds: line.nullable(), ...agendaText },
  // The lead is a function of the team, whose names headquarters knows: it waits for nobody.
  {
    pattern: 'sessions/*/lead',
    field: ['line', 'path.session.lead', 'path.session.lead.help'],
    holds: line.nullable(),
    ...agendaText,
    personalDataCheck: 'never',
  },
  { pattern: 'sessions/*/objectives', field: ['names', 'path.session.objectives'], holds: names, ...agenda },
  {
    pattern: 'sessions/*/materials',
    field: ['lines', 'path.session.materials'],
    holds: paragraph.nullable(),
    ...agendaText,
  },
  {
    pattern: 'sessions/*/languages',
    field: ['languages', 'path.languages'],
    holds: languageCodes,
    ...agenda,
  },
  {
    pattern: 'sessions/*/non-attribution',
    field: ['flag', 'path.nonAttribution'],
    holds: z.boolean(),
    ...agenda,
  },
  {
    pattern: 'sessions/*/delivery',
    field: ['sessionDelivery', 'path.session.delivery'],
    holds: SessionDelivery.nullable(),
    ...agenda,
  },
  {
    pattern: 'sessions/*/delivered-minutes',
    field: ['minutes', 'path.session.deliveredMinutes'],
    holds: minutes.nullable(),
    ...agenda,
  },
  {
    pattern: 'sessions/*/delivery-note',
    field: ['line', 'path.session.deliveryNote', 'path.session.deliveryNote.help'],
    holds: line.nullable(),
    ...agendaText,
  },
  { pattern: 'sessions/*/removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...agenda },

  ...participantPathRules,
  {
    pattern: 'certificate-rule',
    field: ['other', 'path.certificateRule'],
    holds: CertificateRule,
    ...about,
    sharedWith: noAudience,
  },
  {
    pattern: 'certificates-issued-on',
    field: ['day', 'path.certificatesIssuedOn'],
    holds: IsoDay.nullable(),
    ...about,
    sharedWith: noAudience,
    undo: 'never',
  },

  {
    pattern: 'test',
    field: ['other', 'path.test'],
    holds: WorkshopTest,
    ...tests,
    group: 'instrument',
    erasable: 'never',
  },
  {
    pattern: 'test-sheets/*/sheet',
    field: ['other', 'path.testSheet'],
    holds: TestSheet,
    ...tests,
    undo: 'never',
  },
  {
    pattern: 'test-sheets/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...tests,
    erasable: 'never',
    undo: 'never',
  },
  {
    pattern: 'evaluation-counts/*',
    field: ['other', 'path.evaluationCounts'],
    holds: QuestionnaireCounts.nullable(),
    ...evaluations,
    undo: 'aside',
  },
  {
    pattern: 'follow-up-counts/*',
    field: ['other', 'path.followUpCounts'],
    holds: QuestionnaireCounts.nullable(),
    ...evaluations,
    group: 'followUpAnswers',
    undo: 'aside',
  },
  {
    pattern: 'reviewed-texts/*',
    field: ['other', 'path.reviewedText'],
    holds: ReviewedText.nullable(),
    ...evaluations,
    group: 'evaluationTexts',
    undo: 'never',
    personalDataCheck: 'always',
  },
  {
    pattern: 'follow-up-ended-on',
    field: ['day', 'path.followUpEndedOn'],
    holds: IsoDay.nullable(),
    ...about,
    sharedWith: noAudience,
    undo: 'never',
  },

  ...workshopNoteRules,
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`.
  {
    pattern: 'text-checks/*',
    field: ['flag', 'path.textCheck'],
    holds: z.boolean(),
    ...noteLinkHandling,
    undo: 'never',
  },
  // Out of the list of its mission, and still in reports.
  {
    pattern: 'archived',
    field: ['flag', 'path.archived'],
    holds: z.boolean(),
    ...about,
    sharedWith: noAudience,
  },
  { pattern: 'removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...about },
  causalContextRule({ rights: 'about', group: 'mission' }),
];
