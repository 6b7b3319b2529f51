import * as z from 'zod';
import type { Role } from '../people/role.ts';

/** Status of a lesson (docs/requirements.md A2). */
export const LessonStatus = z.enum(['noted', 'reviewed', 'validated', 'published', 'retired']);
export type LessonStatus = z.infer<typeof LessonStatus>;

/** Place that takes each step: a team notes and reviews a lesson, headquarters decides on it. */
const rankOfStep: Readonly<Record<LessonStatus, 'team' | 'headquarters'>> = {
  noted: 'team',
  reviewed: 'team',
  validated: 'headquarters',
  published: 'headquarters',
  retired: 'headquarters',
};

/** Roles of headquarters that take its steps. */
const validatingRoles: readonly Role[] = ['reviewer', 'manager'];

/** Return whether this status of a lesson is a step of headquarters. A value that is no status is none. */
export function isHeadquartersLessonStep(to: unknown): boolean {
  const status = LessonStatus.safeParse(to);
  return status.success && rankOfStep[status.data] === 'headquarters';
}

/** Return whether these roles may set this status of a lesson. */
export const mayTakeLessonStep = (roles: readonly Role[], to: unknown): boolean =>
  !isHeadquartersLessonStep(to) || roles.some((role) => validatingRoles.includes(role));
