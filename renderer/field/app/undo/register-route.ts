import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { requestKind } from '#domain/request/request.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import type { AssessmentPlace, FieldRoute, WorkshopSection } from '#renderer/field/parts/field-route.ts';

/** A register in its record. */
interface RegisterAddress {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly path: string;
}

/**
 * Route of the screen that shows a register, for everything that leads to a field: undo and texts to check.
 * @returns null where the path has no screen of its own; `routeOfRecord` is its place then
 */
export function routeShowingRegister({ log, doc, kind, path }: RegisterAddress): FieldRoute | null {
  const [area = '', item = ''] = path.split('/');
  if (kind === assessmentKind) return assessmentRoute(log, doc, path);
  if (kind === workshopKind) {
    const section = sectionsByArea.get(area);
    if (section === undefined) return null;
    return { screen: 'workshop', log, doc, ...(section !== 'agenda' && { section }) };
  }
  if (kind === actionPlanKind)
    return area === 'items' ? { screen: 'planItem', log, item } : { screen: 'mission', log, tab: 'plan' };
  if (kind === requestKind) return { screen: 'request', log, doc };
  if (kind !== missionKind) return null;
  if (area === 'national') return { screen: 'mission', log, tab: 'national' };
  return overviewAreas.has(area) ? { screen: 'mission', log, tab: 'overview' } : null;
}

/** Route of a record, whatever its fields are. */
export function routeOfRecord({ log, doc, kind }: Omit<RegisterAddress, 'path'>): FieldRoute {
  if (kind === assessmentKind) return { screen: 'assessment', log, doc };
  if (kind === workshopKind) return { screen: 'workshop', log, doc };
  if (kind === requestKind) return { screen: 'request', log, doc };
  return { screen: 'mission', log, tab: kind === actionPlanKind ? 'plan' : 'overview' };
}

function assessmentRoute(log: LogId, doc: DocumentId, path: string): FieldRoute | null {
  const route = { screen: 'assessment', log, doc } as const;
  const [area = '', item = ''] = path.split('/');
  const place = placesByArea.get(area);
  if (place !== undefined) return { ...route, place };
  if (!questionAreas.has(area)) return null;
  const answer = parseAnswerPath(path);
  return { ...route, question: answer?.kind === 'value' ? questionKeyOf(answer.at) : item };
}

const questionAreas: ReadonlySet<string> = new Set(['answers', 'screening', 'assignments']);

const placesByArea: ReadonlyMap<string, AssessmentPlace> = new Map([
  ['findings', 'findings'],
  ['recommendations', 'findings'],
  ['targets', 'findings'],
  ['priorities', 'findings'],
  ['second-ratings', 'ratings'],
  ['consolidations', 'ratings'],
  ['review', 'review'],
  ['state-comments', 'review'],
  ['version-reason', 'review'],
  ['report', 'review'],
  ['key-messages', 'review'],
]);

const sectionsByArea: ReadonlyMap<string, WorkshopSection> = new Map([
  ['sessions', 'agenda'],
  ['objectives', 'agenda'],
  ['day-starts', 'agenda'],
  ['participants', 'register'],
  ['attendance', 'attendance'],
  ['test', 'test'],
  ['entries', 'notes'],
  ['lessons', 'lessons'],
  ['report', 'report'],
]);

const overviewAreas: ReadonlySet<string> = new Set([
  'purpose',
  'place',
  'mode',
  'team',
  'meetings',
  'checklist',
  'report',
  'key-messages',
]);
