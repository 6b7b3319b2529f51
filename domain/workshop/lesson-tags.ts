import type { Lesson } from './lesson.ts';

/** Lessons with one tag; null for those without any. */
export interface LessonTagGroup {
  readonly tag: string | null;
  readonly lessons: readonly Lesson[];
}

/** Validated and published lessons by tag, as in report R12. One with several tags is listed under each. */
export function groupValidatedLessons(lessons: readonly Lesson[]): readonly LessonTagGroup[] {
  const validated = lessons.filter(({ status }) => status === 'validated' || status === 'published');
  const tags: readonly (string | null)[] = [
    ...[...new Set(validated.flatMap((lesson) => lesson.tags))].toSorted(),
    null,
  ];
  return tags
    .map((tag) => ({
      tag,
      lessons: validated.filter((lesson) =>
        tag === null ? lesson.tags.length === 0 : lesson.tags.includes(tag),
      ),
    }))
    .filter((group) => group.lessons.length > 0);
}
