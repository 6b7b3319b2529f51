import type { Document } from '../document/document.ts';
import { readActionPlan } from './read-plan.ts';

/** The entities that lead or support items of these plans, each once, in the order of their names. */
export const entitiesIn = (plans: readonly Document[]): readonly string[] => {
  const named = plans.flatMap((plan) =>
    readActionPlan(plan).flatMap(({ lead, supporting }) => [lead, ...supporting]),
  );
  return [...new Set(named.map((name) => name.trim()))].filter((name) => name !== '').toSorted();
};
