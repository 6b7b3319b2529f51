import { valueAt } from '../document/document.ts';
import type { FactRule } from '../document/summary-facts.ts';

/** What lists show of a mission beside its title and status. */
export const missionFacts: FactRule = {
  facts: ({ view }) => ({
    country: valueAt(view, 'country') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
  }),
};
