import { fieldAddressOf, type FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { LeftPlace } from '#renderer/store/db/left-place.ts';

/** The place to keep for a route. Assessments and workshops are the records in which people work. */
export function leftPlaceOf(route: FieldRoute, nowMs: number): LeftPlace {
  const address = fieldAddressOf(route);
  const log = 'log' in route ? route.log : null;
  const doc = 'doc' in route ? route.doc : null;
  if (route.screen !== 'assessment' && route.screen !== 'workshop')
    return { address, log, doc, record: null };
  const question = route.screen === 'assessment' ? (route.question ?? null) : null;
  return {
    address,
    log,
    doc,
    record: { log: route.log, doc: route.doc, address, question, atMs: nowMs },
  };
}
