import { toConsolidate } from '#domain/assessment/read-several.ts';
import { type Document, idsBelow } from '#domain/document/document.ts';
import { permitsDecisions } from '#domain/people/write-mode.ts';
import type { Role } from '#domain/people/role.ts';

/** How many questions wait for a decision of this person: none unless they are the lead. */
export const waitingRatings = (document: Document, roles: readonly Role[]): number =>
  permitsDecisions(roles, document)
    ? toConsolidate(document, idsBelow(document, 'second-ratings')).length
    : 0;
