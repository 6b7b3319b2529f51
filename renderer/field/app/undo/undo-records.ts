import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { requestKind } from '#domain/request/request.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import type { UndoneRegister } from '#renderer/store/undo-api.ts';

/** Records that a screen shows, which an undo on it acts on. */
export interface UndoRecords {
  readonly log: LogId;
  readonly docs: readonly DocumentId[];
}

/** Log of the record on the screen; null where none is open. */
export const undoLogOf = (route: FieldRoute): LogId | null => {
  switch (route.screen) {
    case 'assessment':
    case 'workshop':
    case 'mission':
    case 'planItem':
    case 'request':
      return route.log;
    default:
      return null;
  }
};

/**
 * Records on the screen of this route. A mission's own tabs show the mission and its plan.
 * @param listed Records of the route's log.
 */
export function undoRecordsOf(
  route: FieldRoute,
  listed: readonly Pick<DocumentSummary, 'doc' | 'kind'>[],
): readonly DocumentId[] {
  switch (route.screen) {
    case 'assessment':
    case 'workshop':
    case 'request':
      return [route.doc];
    case 'mission':
    case 'planItem':
      return listed
        .filter(({ kind }) => kind === missionKind || kind === actionPlanKind)
        .map(({ doc }) => doc);
    default:
      return [];
  }
}

/**
 * Route that shows a register after it was changed. The present route where the screen shows it already, or where no
 * screen does.
 */
export function routeOfRegister(route: FieldRoute, { doc, kind, path }: UndoneRegister): FieldRoute {
  const log = undoLogOf(route);
  if (log === null) return route;
  const [area = '', item = ''] = path.split('/');
  // The list of evidence shows what changed under any question.
  const isEvidence =
    route.screen === 'assessment' && route.place === 'evidence' && path.includes('/evidence/');
  if (isEvidence) return route;
  if (kind === assessmentKind) return assessmentRoute(log, doc, area, item) ?? route;
  if (kind === workshopKind) return workshopRoute(route, log, doc, area) ?? route;
  if (kind === actionPlanKind)
    return route.screen === 'planItem' && (area !== 'items' || item === route.item)
      ? route
      : { screen: 'mission', log, tab: 'plan' };
  if (kind === requestKind) return { screen: 'request', log, doc };
  if (kind === missionKind && area === 'national') return { screen: 'mission', log, tab: 'national' };
  if (kind === missionKind && overviewAreas.has(area)) return { screen: 'mission', log, tab: 'overview' };
  return route;
}

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
  const isSessionPage = route.screen === 'workshop' && route.session !== undefined;
  if (isSessionPage && (area === 'sessions' || area === 'entries')) return route;
  const place = { screen: 'workshop', log, doc } as const;
  return section === 'agenda' ? place : { ...place, section };
}
