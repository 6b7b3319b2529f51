import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { pathRuleOf } from '#domain/kinds/document-kinds.ts';
import type { KindWhere } from '#domain/kinds/kind-descriptors.ts';
import type {
  AssessmentTab,
  FieldRoute,
  MissionTab,
  WorkshopSection,
} from '#renderer/field/parts/field-route.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';

/** Screens of the field app for one kind of record. */
export interface KindRoutes {
  /** Route of a record, whatever its fields are. */
  readonly ofRecord: (logId: LogId, documentId: DocumentId) => FieldRoute;
  /** Route of the screen that shows a path; null where it has none of its own. */
  readonly showing: (logId: LogId, documentId: DocumentId, path: string) => FieldRoute | null;
  /** Tab of the mission that lists such records. */
  readonly listTab: MissionTab;
}

/** Screens of a record of a kind without any: the overview of its mission. */
export const overviewRoutes: KindRoutes = {
  ofRecord: (log) => ({ screen: 'mission', log, tab: 'overview' }),
  showing: () => null,
  listTab: 'overview',
};

/** Screens for each kind of record that has some. */
export const routesByKind: {
  readonly [kind in KindWhere<{ readonly screens: 'page' | 'part' }>]: KindRoutes;
} = {
  mission: { ...overviewRoutes, showing: missionRoute },
  assessment: {
    ofRecord: (log, doc) => ({ screen: 'assessment', log, doc }),
    showing: assessmentRoute,
    listTab: 'assessments',
  },
  workshop: {
    ofRecord: (log, doc) => ({ screen: 'workshop', log, doc }),
    showing: workshopRoute,
    listTab: 'workshops',
  },
  'action-plan': {
    ofRecord: (log) => ({ screen: 'mission', log, tab: 'plan' }),
    showing: planRoute,
    listTab: 'plan',
  },
  request: {
    ofRecord: (log, doc) => ({ screen: 'request', log, doc }),
    showing: (log, doc) => ({ screen: 'request', log, doc }),
    listTab: 'requests',
  },
};

function missionRoute(log: LogId, _: DocumentId, path: string): FieldRoute | null {
  const [area = ''] = path.split('/');
  if (area === 'national') return { screen: 'mission', log, tab: 'national' };
  const pathClass = pathRuleOf('mission', path)?.rights;
  return pathClass === 'preparation' || pathClass === 'team'
    ? { screen: 'mission', log, tab: 'overview' }
    : null;
}

function workshopRoute(log: LogId, doc: DocumentId, path: string): FieldRoute | null {
  const [area = ''] = path.split('/');
  const workshopSection = sectionsByArea.get(area);
  if (workshopSection === undefined) return null;
  return { screen: 'workshop', log, doc, ...(workshopSection !== 'agenda' && { section: workshopSection }) };
}

function planRoute(log: LogId, _: DocumentId, path: string): FieldRoute {
  const [area, item = ''] = path.split('/');
  return area === 'items' ? { screen: 'planItem', log, item } : { screen: 'mission', log, tab: 'plan' };
}

function assessmentRoute(log: LogId, doc: DocumentId, path: string): FieldRoute | null {
  const route = { screen: 'assessment', log, doc } as const;
  const [area = '', item = ''] = path.split('/');
  const assessmentTab = tabsByArea.get(area);
  if (assessmentTab !== undefined) return { ...route, tab: assessmentTab };
  if (!questionAreas.has(area)) return null;
  const answerRegister = parseAnswerPath(path);
  return { ...route, question: answerRegister?.kind === 'value' ? questionKeyOf(answerRegister.at) : item };
}

const questionAreas: ReadonlySet<string> = new Set(['answers', 'screening', 'assignments']);

const tabsByArea: ReadonlyMap<string, AssessmentTab> = new Map([
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
