import type { Role } from './role.ts';

/** Steps of a lesson that headquarters takes. A team notes and reviews it (docs/requirements.md A2). */
const headquartersSteps: readonly unknown[] = ['validated', 'published', 'retired'];

/** Roles of headquarters that validate, publish and retire lessons. */
const validatingRoles: readonly Role[] = ['reviewer', 'manager'];

/** Return whether this status of a lesson is a step of headquarters. */
export const isHeadquartersLessonStep = (to: unknown): boolean => headquartersSteps.includes(to);

/** Return whether these roles may set this status of a lesson. */
export const mayTakeLessonStep = (roles: readonly Role[], to: unknown): boolean =>
  !isHeadquartersLessonStep(to) || roles.some((role) => validatingRoles.includes(role));
