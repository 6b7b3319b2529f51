import * as z from 'zod';
import { Confidentiality } from '../assessment/finding.ts';
import { IsoDay } from '../mission/mission-work.ts';
import type { KindSchema, PathHandling } from '../path-rules/kind-schema.ts';
import { allIfStateAgrees, noAudience } from '../path-rules/path-audience.ts';
import { LessonStatus } from './lesson-status.ts';
import { PlanItemLink, SessionEntryType } from './session-entry.ts';

const line = z.string().max(400);
const paragraph = z.string().max(20_000);
const names = z.readonly(z.array(z.string().min(1).max(200)).max(100));

type WorkshopHandling = PathHandling<'workshop'>;
/** Handling of words in the notes of sessions. */
export const noteHandling = {
  rights: 'session-notes',
  group: 'sessionNotes',
  sharedWith: noAudience,
  erasable: 'all',
} as const satisfies WorkshopHandling;
/** Handling of links and statuses of notes, which hold no words. */
export const noteLinkHandling = { ...noteHandling, erasable: 'never' } as const satisfies WorkshopHandling;
const actions = { ...noteHandling, sharedWith: allIfStateAgrees } as const satisfies WorkshopHandling;
const lessons = {
  rights: 'lessons',
  group: 'lessons',
  sharedWith: allIfStateAgrees,
  erasable: 'all',
} as const satisfies WorkshopHandling;
const lessonSteps = { ...lessons, erasable: 'never' } as const satisfies WorkshopHandling;

/** Path rules of the entries in the notes of sessions, and of lessons. */
export const workshopNoteRules: KindSchema<'workshop'> = [
  {
    pattern: 'entries/*/session',
    field: ['other', 'path.entry.session'],
    holds: z.string().max(64),
    ...noteLinkHandling,
  },
  {
    pattern: 'entries/*/type',
    field: ['entryType', 'path.entry.type'],
    holds: SessionEntryType,
    ...noteLinkHandling,
  },
  { pattern: 'entries/*/text', field: ['lines', 'path.text'], holds: paragraph, ...actions },
  {
    pattern: 'entries/*/speaker',
    field: ['line', 'path.entry.speaker'],
    holds: line.nullable(),
    ...noteHandling,
    group: 'sessionNotesAttributed',
  },
  {
    pattern: 'entries/*/institution',
    field: ['line', 'path.institution.name'],
    holds: line.nullable(),
    ...noteHandling,
    group: 'sessionNotesAttributed',
  },
  {
    pattern: 'entries/*/institution-type',
    field: ['institutionType', 'path.institution.type'],
    holds: z.string().max(20).nullable(),
    ...noteLinkHandling,
  },
  {
    pattern: 'entries/*/owner',
    field: ['line', 'path.entry.owner', 'path.entry.owner.help'],
    holds: line.nullable(),
    ...actions,
  },
  {
    pattern: 'entries/*/due',
    field: ['day', 'path.entry.due'],
    holds: IsoDay.nullable(),
    ...actions,
    erasable: 'never',
  },
  { pattern: 'entries/*/tags', field: ['tags', 'path.tags'], holds: names, ...noteHandling },
  { pattern: 'entries/*/about', field: ['names', 'path.aboutIndicators'], holds: names, ...noteLinkHandling },
  {
    pattern: 'entries/*/mark',
    field: ['confidentiality', 'path.confidentiality'],
    holds: Confidentiality,
    ...noteLinkHandling,
  },
  {
    pattern: 'entries/*/plan-item',
    field: ['other', 'path.entry.planItem'],
    holds: PlanItemLink.nullable(),
    ...noteLinkHandling,
  },
  {
    pattern: 'entries/*/order',
    field: ['other', 'path.order'],
    holds: z.string().max(200),
    ...noteLinkHandling,
  },
  {
    pattern: 'entries/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...noteLinkHandling,
  },

  { pattern: 'lessons/*/context', field: ['lines', 'path.lesson.context'], holds: paragraph, ...lessons },
  { pattern: 'lessons/*/happened', field: ['lines', 'path.lesson.happened'], holds: paragraph, ...lessons },
  { pattern: 'lessons/*/cause', field: ['lines', 'path.lesson.cause'], holds: paragraph, ...lessons },
  {
    pattern: 'lessons/*/recommendation',
    field: ['lines', 'path.lesson.recommendation'],
    holds: paragraph,
    ...lessons,
  },
  { pattern: 'lessons/*/applies', field: ['names', 'path.lesson.applies'], holds: names, ...lessonSteps },
  {
    pattern: 'lessons/*/evidence',
    field: ['lines', 'path.evidence'],
    holds: paragraph.nullable(),
    ...lessons,
  },
  { pattern: 'lessons/*/tags', field: ['tags', 'path.tags'], holds: names, ...lessons },
  {
    pattern: 'lessons/*/status',
    field: ['lessonStatus', 'path.status'],
    holds: LessonStatus,
    ...lessonSteps,
    rights: 'lesson-steps',
    undo: 'never',
  },
  {
    pattern: 'lessons/*/review-on',
    field: ['day', 'path.lesson.reviewOn'],
    holds: IsoDay.nullable(),
    ...lessonSteps,
  },
  { pattern: 'lessons/*/order', field: ['other', 'path.order'], holds: z.string().max(200), ...lessonSteps },
  { pattern: 'lessons/*/removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...lessonSteps },
];
