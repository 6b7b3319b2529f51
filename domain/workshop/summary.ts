import { isRemoved, valueAt } from '../document/document.ts';
import type { FactRule } from '../document/summary-facts.ts';

/** What lists show of a workshop beside its title and status; `sessions` counts those that are not removed. */
export const workshopFacts: FactRule = {
  countedAt: (path) => {
    const [area, session] = path.split('/', 2);
    return area === 'sessions' && session !== undefined ? [session] : [];
  },
  counts: (view, session) => !isRemoved(view, `sessions/${session}`),
  facts: ({ view, count }) => ({
    mission: valueAt(view, 'mission') ?? null,
    template: valueAt(view, 'template') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
    sessions: count,
  }),
};
