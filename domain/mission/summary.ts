import type { Json } from '../base/json.ts';
import { valueAt, type Document } from '../document/document.ts';

/** What lists show of a mission beside its title and status. */
export const missionFacts = (document: Document): Readonly<Record<string, Json>> => ({
  country: valueAt(document, 'country') ?? null,
  from: valueAt(document, 'from') ?? null,
  to: valueAt(document, 'to') ?? null,
});
