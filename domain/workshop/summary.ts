import type { Json } from '../base/json.ts';
import { idsBelow, isRemoved, valueAt, type Document } from '../document/document.ts';

/** What lists show of a workshop beside its title and status. */
export const workshopFacts = (document: Document): Readonly<Record<string, Json>> => ({
  mission: valueAt(document, 'mission') ?? null,
  template: valueAt(document, 'template') ?? null,
  from: valueAt(document, 'from') ?? null,
  to: valueAt(document, 'to') ?? null,
  sessions: idsBelow(document, 'sessions').filter((id) => !isRemoved(document, `sessions/${id}`)).length,
});
