import * as z from 'zod';
import { RowId } from '#domain/assessment/schema/stored-answer.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { Role } from '#domain/people/role.ts';

/** Route in the field app. It is in the address (after #), so that Back works and a reload stays. */
export type FieldRoute =
  | { readonly screen: 'today' }
  | { readonly screen: 'missions' }
  | { readonly screen: 'mission'; readonly log: LogId; readonly tab: MissionTab }
  | {
      readonly screen: 'assessment';
      readonly log: LogId;
      readonly doc: DocumentId;
      /** Tab beside the questions; absent at the questions. */
      readonly tab?: AssessmentTab;
      readonly question?: string;
    }
  | {
      readonly screen: 'workshop';
      readonly log: LogId;
      readonly doc: DocumentId;
      /** Absent at the agenda. */
      readonly section?: WorkshopSection;
      readonly session?: string;
    }
  | { readonly screen: 'reports'; readonly log: LogId }
  | { readonly screen: 'planItem'; readonly log: LogId; readonly item: string }
  | { readonly screen: 'request'; readonly log: LogId; readonly doc: DocumentId }
  | {
      readonly screen: 'note';
      readonly log: LogId;
      readonly note: InterviewNoteId;
      /** Question that it was begun for. */
      readonly about?: { readonly doc: DocumentId; readonly question: string };
    }
  | { readonly screen: 'conflicts' }
  | { readonly screen: 'whereabouts' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'travel' }
  | { readonly screen: 'colleagues' };

const MissionTab = z.enum(['assessments', 'workshops', 'notes', 'plan', 'requests', 'national', 'overview']);
export type MissionTab = z.infer<typeof MissionTab>;

/** Tabs of an assessment beside its questions. */
const AssessmentTab = z.enum(['findings', 'ratings', 'review', 'evidence']);
export type AssessmentTab = z.infer<typeof AssessmentTab>;

/** Sections of a workshop. */
const WorkshopSection = z.enum([
  'agenda',
  'register',
  'attendance',
  'test',
  'evaluation',
  'notes',
  'lessons',
  'certificates',
  'report',
]);
export type WorkshopSection = z.infer<typeof WorkshopSection>;

/** Screens with an address that is their name. */
const PlainScreen = z.enum(['today', 'conflicts', 'whereabouts', 'settings', 'travel', 'colleagues']);

/** Comes before a question id that could be taken for a tab. */
const questionsSegment = 'questions';

/** The address of a route, such as `#/missions/<log>/assessments/<doc>/D5.4`. */
export function fieldAddressOf(fieldRoute: FieldRoute): string {
  switch (fieldRoute.screen) {
    case 'mission':
      return `#/missions/${fieldRoute.log}/${fieldRoute.tab}`;
    case 'assessment':
      return `#/missions/${fieldRoute.log}/assessments/${fieldRoute.doc}${assessmentSubpath(fieldRoute)}`;
    case 'workshop':
      return `#/missions/${fieldRoute.log}/workshops/${fieldRoute.doc}${workshopSubpath(fieldRoute)}`;
    case 'planItem':
      return `#/missions/${fieldRoute.log}/plan/${fieldRoute.item}`;
    case 'request':
      return `#/missions/${fieldRoute.log}/requests/${fieldRoute.doc}`;
    case 'reports':
      return `#/missions/${fieldRoute.log}/reports`;
    case 'note': {
      const { about } = fieldRoute;
      return `#/missions/${fieldRoute.log}/notes/${fieldRoute.note}${about ? `/${about.doc}/${about.question}` : ''}`;
    }
    default:
      return `#/${fieldRoute.screen}`;
  }
}

/** A question of a form may have any id, also that of a tab. */
function assessmentSubpath({ tab, question = '' }: FieldRoute & { readonly screen: 'assessment' }): string {
  const isTaken = question === questionsSegment || AssessmentTab.safeParse(question).success;
  return [tab ?? (isTaken ? questionsSegment : ''), question]
    .filter((part) => part !== '')
    .map((part) => `/${part}`)
    .join('');
}

/** A session comes after its section, because it may have the name of one. */
function workshopSubpath({
  section = 'agenda',
  session = '',
}: FieldRoute & { readonly screen: 'workshop' }): string {
  if (session !== '') return `/${section}/${session}`;
  return section === 'agenda' ? '' : `/${section}`;
}

/** Parse an address. An unknown one leads to today. */
export function parseFieldAddress(address: string): FieldRoute {
  const [screen, first, tab, second, third, fourth] = address.replace(/^#?\//, '').split('/');
  const plain = PlainScreen.safeParse(screen);
  if (plain.success) return { screen: plain.data };
  const logId = LogId.safeParse(first);
  const shown = MissionTab.safeParse(tab);
  if (screen !== 'missions') return { screen: 'today' };
  if (!logId.success) return { screen: 'missions' };
  if (tab === 'reports') return { screen: 'reports', log: logId.data };
  if (!shown.success) return { screen: 'mission', log: logId.data, tab: 'assessments' };
  if (shown.data === 'plan' && second && RowId.safeParse(second).success)
    return { screen: 'planItem', log: logId.data, item: second };
  if (shown.data === 'notes') return parseNoteRoute(logId.data, second, third, fourth);
  const documentId = DocumentId.safeParse(second);
  if (!documentId.success || shown.data === 'plan')
    return { screen: 'mission', log: logId.data, tab: shown.data };
  if (shown.data === 'requests') return { screen: 'request', log: logId.data, doc: documentId.data };
  if (shown.data === 'workshops') return parseWorkshopRoute(logId.data, documentId.data, third, fourth);
  const assessment = { screen: 'assessment', log: logId.data, doc: documentId.data } as const;
  const assessmentTab = AssessmentTab.safeParse(third);
  const question = assessmentTab.success || third === questionsSegment ? fourth : third;
  return {
    ...assessment,
    ...(assessmentTab.success && { tab: assessmentTab.data }),
    ...(question && { question }),
  };
}

/**
 * Question of a screen that is drawn anew. `remember` moves the address and not the route, so the address is newer
 * where it names the same screen.
 */
export function rememberedQuestion(fieldRoute: FieldRoute, address: string): string | undefined {
  if (fieldRoute.screen !== 'assessment') return undefined;
  const now = parseFieldAddress(address);
  const isSame =
    now.screen === 'assessment' &&
    now.log === fieldRoute.log &&
    now.doc === fieldRoute.doc &&
    now.tab === fieldRoute.tab;
  return isSame ? now.question : fieldRoute.question;
}

function parseWorkshopRoute(log: LogId, doc: DocumentId, segment?: string, session?: string): FieldRoute {
  const section = WorkshopSection.safeParse(segment);
  const isElsewhere = section.success && section.data !== 'agenda';
  return {
    screen: 'workshop',
    log,
    doc,
    ...(isElsewhere && { section: section.data }),
    ...(section.success && session && { session }),
  };
}

function parseNoteRoute(log: LogId, id?: string, about?: string, question?: string): FieldRoute {
  const note = InterviewNoteId.safeParse(id);
  if (!note.success) return { screen: 'mission', log, tab: 'notes' };
  const documentId = DocumentId.safeParse(about);
  const begunFor = documentId.success && question ? { about: { doc: documentId.data, question } } : {};
  return { screen: 'note', log, note: note.data, ...begunFor };
}

const assessingRoles: ReadonlySet<Role> = new Set([
  'assessor',
  'lead',
  'mission-lead',
  'reviewer',
  'adviser',
]);

/** Tab on which a mission opens: the workshops for a person who only runs or records these. */
export const missionHomeTab = (roles: readonly Role[]): MissionTab =>
  roles.some((role) => role === 'trainer' || role === 'rapporteur') &&
  !roles.some((role) => assessingRoles.has(role))
    ? 'workshops'
    : 'assessments';
