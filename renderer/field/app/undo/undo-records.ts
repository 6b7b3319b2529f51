import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { requestKind } from '#domain/request/request.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { FieldRoute, MissionTab } from '#renderer/field/parts/field-route.ts';
import type { UndoneRegister, UndoResult } from '#renderer/store/undo-api.ts';

/** Registers that a result of an undo tells of. */
export function registersOfResult(result: UndoResult): readonly UndoneRegister[] {
  switch (result.kind) {
    case 'done':
      return [...result.changedSince, ...result.registers];
    case 'changedSince':
      return result.changedSince;
    case 'barred':
      return result.act.kind === 'registers' ? result.act.registers : [];
    default:
      return [];
  }
}

/**
 * Route that shows a register after it was changed. The present route where the screen shows it already, or where no
 * screen does.
 */
export function routeOfRegister(
  route: FieldRoute,
  log: LogId,
  { doc, kind, path }: UndoneRegister,
): FieldRoute {
  const [area = '', item = ''] = path.split('/');
  // A record that came or went is seen in the list of its mission.
  if (path === 'removed' || path === 'archived')
    return { screen: 'mission', log, tab: listTabs[kind] ?? 'overview' };
  // The list of conflicts shows its records itself.
  if (route.screen === 'conflicts') return route;
  // The list of evidence shows what changed under any question.
  const isEvidence =
    route.screen === 'assessment' && route.place === 'evidence' && path.includes('/evidence/');
  if (isEvidence) return route;
  const isHere = 'doc' in route && route.doc === doc;
  if (kind === assessmentKind)
    return assessmentRoute(log, doc, area, item) ?? (isHere ? route : { screen: 'assessment', log, doc });
  if (kind === workshopKind)
    return workshopRoute(route, log, doc, area) ?? (isHere ? route : { screen: 'workshop', log, doc });
  if (kind === actionPlanKind)
    return route.screen === 'planItem' && (area !== 'items' || item === route.item)
      ? route
      : { screen: 'mission', log, tab: 'plan' };
  if (kind === requestKind) return { screen: 'request', log, doc };
  if (kind === missionKind && area === 'national') return { screen: 'mission', log, tab: 'national' };
  if (kind === missionKind && overviewAreas.has(area)) return { screen: 'mission', log, tab: 'overview' };
  return route;
}

const listTabs: Readonly<Record<string, MissionTab>> = {
  [assessmentKind]: 'assessments',
  [workshopKind]: 'workshops',
  [actionPlanKind]: 'plan',
  [requestKind]: 'requests',
};

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
const questionAreas: ReadonlySet<string> = new Set(['answers', 'screening', 'assignments']);
const findingAreas: ReadonlySet<string> = new Set(['findings', 'recommendations', 'targets', 'priorities']);

function assessmentRoute(log: LogId, doc: DocumentId, area: string, item: string): FieldRoute | null {
  const place = { screen: 'assessment', log, doc } as const;
  if (questionAreas.has(area)) return { ...place, question: item };
  if (findingAreas.has(area)) return { ...place, place: 'findings' };
  if (area === 'consolidations') return { ...place, place: 'ratings' };
  return area === 'state-comments' || area === 'report' || area === 'key-messages'
    ? { ...place, place: 'review' }
    : null;
}

const sectionOfArea = {
  sessions: 'agenda',
  objectives: 'agenda',
  'day-starts': 'agenda',
  participants: 'register',
  attendance: 'attendance',
  test: 'test',
  entries: 'notes',
  lessons: 'lessons',
  report: 'report',
} as const;

function workshopRoute(route: FieldRoute, log: LogId, doc: DocumentId, area: string): FieldRoute | null {
  const section = sectionOfArea[area as keyof typeof sectionOfArea] as
    | (typeof sectionOfArea)[keyof typeof sectionOfArea]
    | undefined; // any area may be asked for
  if (section === undefined) return null;
  // The page of a session shows the fields of the session, and its own entries.
  const isSessionPage = route.screen === 'workshop' && route.doc === doc && route.session !== undefined;
  if (isSessionPage && (area === 'sessions' || area === 'entries')) return route;
  const place = { screen: 'workshop', log, doc } as const;
  return section === 'agenda' ? place : { ...place, section };
}
