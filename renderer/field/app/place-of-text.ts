import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { HeldText } from '#renderer/store/held-texts.ts';
import { addressOf, type AssessmentPlace } from './route.ts';

/** The address of the page on which a text can be changed. */
export function addressOfText({ log, doc, kind, path }: HeldText): string {
  const [area = '', id = ''] = path.split('/');
  if (kind === actionPlanKind) return addressOf({ screen: 'planItem', log, item: id });
  const place = places.get(area);
  if (place !== undefined) return addressOf({ screen: 'assessment', log, doc, place });
  const question = area === 'answers' ? id : undefined;
  return addressOf({ screen: 'assessment', log, doc, ...(question !== undefined && { question }) });
}

const places: ReadonlyMap<string, AssessmentPlace> = new Map([
  ['findings', 'findings'],
  ['recommendations', 'findings'],
  ['targets', 'findings'],
  ['priorities', 'findings'],
  ['second-ratings', 'ratings'],
  ['consolidations', 'ratings'],
  ['review', 'review'],
  ['state-comments', 'review'],
  ['version-reason', 'review'],
]);
