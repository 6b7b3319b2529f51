import type { KnownDocumentKind } from '#domain/path-rules/path-classes.ts';

/** This file, for messages. */
export const listFile = 'tests/domain/report/unreported-fields.ts';

/** Traces of Fieldbook itself in every kind: the mission of a record, removals, confirmed texts. */
export const unreportedEverywhere: readonly string[] = [
  'mission',
  'archived',
  'removed',
  'removals/*',
  'text-checks/*',
];

/** Fields of one kind that no report shows, as patterns of its schema, with the reason. */
export const unreportedFields: readonly {
  readonly kind: KnownDocumentKind;
  readonly reason: string;
  readonly patterns: readonly string[];
}[] = [
  {
    kind: 'mission',
    reason: 'The audit trail and the list of copies show erasures and copies.',
    patterns: ['erased/*', 'exports/*'],
  },
  {
    kind: 'mission',
    reason: 'The checklist is work of the team, which the overview of the mission shows.',
    patterns: ['checklist/*/text', 'checklist/*/done', 'checklist/*/order', 'checklist/*/removed'],
  },
  {
    kind: 'mission',
    reason: 'A report shows the name that the entry has now.',
    patterns: ['meetings/*/institution-ref'],
  },
  {
    kind: 'assessment',
    reason: 'It tells in which mission the assessment is that another field names.',
    patterns: ['follows-mission'],
  },
  {
    kind: 'assessment',
    reason: 'A report shows the present version of an assessment, not the change to it.',
    patterns: ['instrument-before', 'version-reason', 'moved-from', 'moved-to'],
  },
  {
    kind: 'assessment',
    reason: 'A report shows the level and its evidence; the reasons for it stay in the record.',
    patterns: [
      'answers/*/na-reason',
      'answers/*/rationale',
      'answers/*/rationale-for',
      'answers/*/confidence',
      'answers/*/variation',
      'second-ratings/*/*',
      'consolidations/*',
    ],
  },
  {
    kind: 'assessment',
    reason: 'Only files of answers have the questions and rows of a form.',
    patterns: [
      'institution/ref',
      'institution/**',
      'answers/*/value',
      'answers/*/*/order',
      'answers/*/*/parent',
      'answers/*/*/removed',
      'answers/*/*/*/value',
      'calculated/*/*',
    ],
  },
  {
    kind: 'assessment',
    reason: 'Work of the team and its reviewer, which the review screens show.',
    patterns: [
      'comments/*/text',
      'comments/*/mark',
      'comments/**',
      'notes/*',
      'assignments/*',
      'review/points/*/about',
      'review/points/*/text',
      'review/points/*/round',
      'review/points/*/settled',
      'review/points/*/removed',
      'review/points/*/mark',
      'review/replies/*/text',
      'review/replies/*/mended',
      'review/assignees/*',
      'review/returns/*',
      'review/approval',
      'review/superseded',
      'sign-off/adviser',
      'periods/shared-on',
      'periods/comments-until',
      'periods/final-on',
      'periods/progress-note-due',
      'periods/follow-up-from',
    ],
  },
  {
    kind: 'action-plan',
    reason: 'The division of labour shows items; their links and follow-up stay in the plan.',
    patterns: [
      'items/*/assessment',
      'items/*/recommendation',
      'items/*/logframe',
      'items/*/status-reason',
      'items/*/progress',
      'items/*/agreed-to',
      'items/*/date-reason',
      'items/*/apart/*',
      'items/*/milestones/*/order',
    ],
  },
  {
    kind: 'workshop',
    reason: 'A report tells of a workshop as it was held; its room, materials and method are in the agenda.',
    patterns: [
      'day-starts/*',
      'sessions/*/method',
      'sessions/*/room',
      'sessions/*/materials',
      'sessions/*/languages',
    ],
  },
  {
    kind: 'workshop',
    reason: 'Fields of one participant are in sums alone; certificates and their papers are no report.',
    patterns: [
      'participants/*/code',
      'participants/*/institution-ref',
      'participants/*/nominated',
      'participants/*/certificate',
      'participants/*/name',
      'participants/*/email',
      'certificates-issued-on',
      'notice',
      'paper-sheet',
    ],
  },
  {
    kind: 'workshop',
    reason:
      'T8 of R6 has these merged texts, tested in workshop-report.spec.ts; here only values are written.',
    patterns: ['sessions/*/notes'],
  },
  {
    kind: 'workshop',
    reason: 'Notes are in reports by their session and kind, without their speakers.',
    patterns: [
      'entries/*/speaker',
      'entries/*/institution',
      'entries/*/institution-type',
      'entries/*/tags',
      'entries/*/about',
      'entries/*/mark',
    ],
  },
  {
    kind: 'workshop',
    reason: 'Lessons have a list of their own with all of their fields.',
    patterns: ['lessons/*/cause', 'lessons/*/evidence', 'lessons/*/tags', 'lessons/*/review-on'],
  },
  {
    kind: 'workshop',
    reason: 'Steps of the survey, which the workshop itself shows.',
    patterns: ['follow-up-ended-on', 'sessions/*/non-attribution'],
  },
];
