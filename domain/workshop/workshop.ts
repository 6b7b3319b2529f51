import { DocumentKind } from '../document/op.ts';
import { type Document, isItemRemoved, itemIdsBelow, richTextAt, valueAt } from '../document/document.ts';
import type { SummaryFactRule } from '../document/summary-fact-rule.ts';

/**
 * A timed part of a workshop (docs/requirements.md A1). `notes` is the merged Yjs text in base64, if there is one.
 */
export interface WorkshopSession {
  readonly id: string;
  readonly title: string;
  readonly order: string;
  readonly minutes: number | null;
  readonly day: number | null;
  readonly notes: string | undefined;
}

/** Sessions that are not removed, in the agenda's order; ties go by id, alike on all devices. */
export function readWorkshopSessions(workshop: Document | undefined): readonly WorkshopSession[] {
  return itemIdsBelow(workshop, 'sessions')
    .filter((id) => !isItemRemoved(workshop, `sessions/${id}`))
    .map((id) => ({
      id,
      title: sessionTextOf(valueAt(workshop, `sessions/${id}/title`)),
      order: sessionTextOf(valueAt(workshop, `sessions/${id}/order`)),
      minutes: sessionNumberOf(valueAt(workshop, `sessions/${id}/minutes`)),
      day: sessionNumberOf(valueAt(workshop, `sessions/${id}/day`)),
      notes: richTextAt(workshop, `sessions/${id}/notes`),
    }))
    .sort((a, b) => compareSessionTexts(a.order, b.order) || compareSessionTexts(a.id, b.id));
}

const sessionTextOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const sessionNumberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const compareSessionTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Facts of a workshop in lists, beside its title and status; `sessions` counts those that are not removed. */
export const workshopFactRule: SummaryFactRule = {
  countedNamesAt: (path) => {
    const [area, session] = path.split('/', 2);
    return area === 'sessions' && session !== undefined ? [session] : [];
  },
  isCounted: (view, session) => !isItemRemoved(view, `sessions/${session}`),
  facts: ({ view, count }) => ({
    mission: valueAt(view, 'mission') ?? null,
    template: valueAt(view, 'template') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
    sessions: count,
  }),
};

export const workshopKind = DocumentKind.parse('workshop');
