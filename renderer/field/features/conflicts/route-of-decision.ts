import type { Route } from '#renderer/field/app/route.ts';
import type { Decision } from './decision.ts';

/** The record of a decision, at the question or session in question. */
export function routeOfDecision({ kind, log, doc, words }: Decision): Route {
  const { place } = words;
  if (kind === 'assessment') {
    return { screen: 'assessment', log, doc, ...(place && !('session' in place) && place) };
  }
  if (kind === 'action-plan') return { screen: 'mission', log, tab: 'plan' };
  if (kind === 'workshop') return { screen: 'workshop', log, doc, ...(place && 'session' in place && place) };
  return { screen: 'mission', log, tab: 'assessments' };
}
