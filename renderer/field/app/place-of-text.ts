import { placeOfPath } from '#domain/instrument/form/answer-registers.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { HeldText } from '#renderer/store/held-texts.ts';
import { stopKey } from '#renderer/form/stop-key.ts';
import { addressOf, type AssessmentPlace } from './route.ts';

/** The address of the page on which a text can be changed. */
export function addressOfText({ log, doc, kind, path }: HeldText): string {
  const [area = '', id = ''] = path.split('/');
  if (kind === actionPlanKind) return addressOf({ screen: 'planItem', log, item: id });
  if (kind === missionKind) return addressOf({ screen: 'mission', log, tab: 'national' });
  const place = places.get(area);
  if (place !== undefined) return addressOf({ screen: 'assessment', log, doc, place });
  const answer = placeOfPath(path);
  const ofForm = answer?.kind === 'value' ? stopKey(answer.at) : undefined;
  const question = ofForm ?? (area === 'answers' ? id : undefined);
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
