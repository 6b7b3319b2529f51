import * as z from 'zod';
import { addToGroup } from '#base/group.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Document, readValueAt } from '../document/document.ts';
import { appendToList } from '../document/list-order.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { orderedItemIds } from '../document/written-order.ts';
import { IsoDay } from '../mission/mission-work.ts';
import type { Role } from '../people/role.ts';
import { isHeadquartersLessonStep, LessonStatus, mayTakeLessonStep } from './lesson-status.ts';

/** A reusable observation of a workshop (docs/requirements.md C6). Texts are empty where nothing was written. */
export interface Lesson {
  readonly id: string;
  readonly context: string;
  /** Observation: the course of events. */
  readonly happened: string;
  readonly cause: string;
  readonly recommendation: string;
  /** Codes of templates and dimensions. */
  readonly applies: readonly string[];
  readonly evidence: string;
  readonly tags: readonly string[];
  readonly status: LessonStatus;
  readonly reviewOn: string | null;
  readonly order: string;
}

const LessonText = z.string();
const LessonTexts = z.readonly(z.array(LessonText));

/** Lessons that are not removed, in their order. A part that does not parse has its default. */
export const readLessons = (workshop: Document | undefined): readonly Lesson[] =>
  orderedItemIds(workshop, 'lessons').map((id) => {
    const at = `lessons/${id}`;
    const text = (part: string): string => readValueAt(workshop, `${at}/${part}`, LessonText, '');
    return {
      id,
      context: text('context'),
      happened: text('happened'),
      cause: text('cause'),
      recommendation: text('recommendation'),
      applies: readValueAt(workshop, `${at}/applies`, LessonTexts, []),
      evidence: text('evidence'),
      tags: readValueAt(workshop, `${at}/tags`, LessonTexts, []),
      status: readValueAt(workshop, `${at}/status`, LessonStatus, 'noted'),
      reviewOn: readValueAt(workshop, `${at}/review-on`, IsoDay.nullable(), null),
      order: text('order'),
    };
  });

/** A new lesson at the end of the list. The id is made by the caller, once. */
export const createLesson = (
  lessons: readonly Lesson[],
  id: string,
  recommendation: string,
): readonly PathValue[] => [
  { path: pathOf('lessons', id, 'recommendation'), value: recommendation },
  { path: pathOf('lessons', id, 'status'), value: 'noted' satisfies LessonStatus },
  ...appendToList('lessons', lessons, id),
];

/** Parts that a lesson needs before it is validated. */
const neededLessonParts = ['context', 'happened', 'cause', 'recommendation'] as const;
type LessonPart = (typeof neededLessonParts)[number];

export type LessonStatusRefusal =
  | { readonly kind: 'partsMissing'; readonly missing: readonly LessonPart[] }
  | { readonly kind: 'notValidator' };

/**
 * Decide a step of a lesson. A team notes and reviews it. Headquarters validates, publishes and retires it, and only
 * a whole one.
 */
export function decideLessonStatus(
  lesson: Lesson,
  newStatus: LessonStatus,
  roles: readonly Role[],
): Result<readonly PathValue[], LessonStatusRefusal> {
  if (!mayTakeLessonStep(roles, newStatus)) return refuse({ kind: 'notValidator' });
  const isValidation = isHeadquartersLessonStep(newStatus);
  const missing = neededLessonParts.filter((part) => lesson[part].trim() === '');
  if (isValidation && missing.length > 0) return refuse({ kind: 'partsMissing', missing });
  return ok([{ path: pathOf('lessons', lesson.id, 'status'), value: newStatus }]);
}

/** Lessons with one tag; null for those without any. */
export interface LessonTagGroup {
  readonly tag: string | null;
  readonly lessons: readonly Lesson[];
}

/** Validated and published lessons by tag, as in report R12. One with several tags is listed under each. */
export function groupValidatedLessons(lessons: readonly Lesson[]): readonly LessonTagGroup[] {
  const validated = lessons.filter(({ status }) => status === 'validated' || status === 'published');
  const byTag = new Map<string, Lesson[]>();
  for (const lesson of validated) for (const tag of new Set(lesson.tags)) addToGroup(byTag, tag, lesson);
  const untagged = validated.filter(({ tags }) => tags.length === 0);
  return [
    ...[...byTag.keys()].toSorted().map((tag) => ({ tag, lessons: byTag.get(tag) ?? [] })),
    ...(untagged.length === 0 ? [] : [{ tag: null, lessons: untagged }]),
  ];
}
