import * as z from 'zod';

/** Type of a session note (docs/requirements.md C6). */
export const SessionEntryType = z.enum([
  'key-point',
  'question',
  'agreed-action',
  'parking-lot',
  'risk',
  'good-practice',
]);
export type SessionEntryType = z.infer<typeof SessionEntryType>;

/** Status of a lesson (docs/requirements.md A2). */
export const LessonStatus = z.enum(['noted', 'reviewed', 'validated', 'published', 'retired']);
export type LessonStatus = z.infer<typeof LessonStatus>;
