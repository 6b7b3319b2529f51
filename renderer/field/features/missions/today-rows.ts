import type { JsonValue } from '#base/json.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { type DueAssessment, type DueKind, type DueWork, findDueWork } from '#domain/overview/due-work.ts';
import type { Role } from '#domain/people/role.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { workshopTimesOf } from '#domain/workshop/session-times.ts';
import type { InstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Message } from '#renderer/i18n';
import { daysUntilDay } from '#renderer/records/local-days.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import type { LastRecord, WaitingWork } from '#renderer/store/api/waiting-work-api.ts';

/** One thing that waits for this person. */
export interface TodayRow {
  readonly id: string;
  readonly kind: 'returned' | 'conflicts' | 'questions';
  /** Name of the record; empty for all records together. */
  readonly name: string;
  readonly text: Message;
  readonly href: string;
}

/** Rows in the order of their urgency. Without work there is none. */
export function todayRowsOf(
  { returned, questions }: Pick<WaitingWork, 'returned' | 'questions'>,
  conflicts: number,
  nameOf: InstitutionNames['nameOf'],
): readonly TodayRow[] {
  return [
    ...returned.map((documentSummary): TodayRow => {
      const { log, doc, facts } = documentSummary;
      const count = typeof facts['toMend'] === 'number' ? facts['toMend'] : 0;
      return {
        id: `returned ${doc}`,
        kind: 'returned',
        name: recordNameOf(documentSummary, nameOf),
        text: { key: 'today.returned', values: { count } },
        href: fieldAddressOf({ screen: 'assessment', log, doc, tab: 'review' }),
      };
    }),
    ...conflictRows(conflicts),
    // Open questions of everybody are nobody's task for today: only assigned ones wait for this person.
    ...questions
      .filter(({ isAssigned }) => isAssigned)
      .map(
        ({ log, doc, facts, count, next }): TodayRow => ({
          id: `questions ${doc}`,
          kind: 'questions',
          name: nameOf(log, facts),
          text: { key: 'today.questions.assigned', values: { count } },
          href: fieldAddressOf({ screen: 'assessment', log, doc, ...(next !== null && { question: next }) }),
        }),
      ),
  ];
}

const conflictRows = (count: number): readonly TodayRow[] =>
  count === 0
    ? []
    : [
        {
          id: 'conflicts',
          kind: 'conflicts',
          name: '',
          text: { key: 'today.conflicts', values: { count } },
          href: fieldAddressOf({ screen: 'conflicts' }),
        },
      ];

/** Name of a record in lists: an assessment goes by its institution. */
export const recordNameOf = (
  { log, title, facts }: Pick<DocumentSummary, 'log' | 'title' | 'facts'>,
  nameOf: InstitutionNames['nameOf'],
): string => nameOf(log, facts) || title;

/** Question of the last record, as a person knows it; null where its id says nothing to people. */
export function lastQuestionLabel({ summary, question }: LastRecord): string | null {
  const instrument = textOf(summary.facts['instrument']);
  if (question === null || (instrument !== '' && instrument !== maturityModelRef(defaultMaturityModel)))
    return null;
  const maturityDimension = defaultMaturityModel.dimensions.find(
    ({ code }) => code === question.split('.', 1)[0],
  );
  const indicator = maturityDimension?.indicators.find(({ id }) => id === question);
  if (indicator) return `${indicator.id} ${indicator.title}`;
  return maturityDimension ? `${maturityDimension.code} ${maturityDimension.title}` : null;
}

/** Workshops whose days include today. */
export const workshopsToday = (
  workshops: readonly DocumentSummary[],
  today: string,
): readonly DocumentSummary[] =>
  workshops.filter(({ facts }) => {
    const from = textOf(facts['from']);
    return from !== '' && from <= today && today <= (textOf(facts['to']) || from);
  });

/** Session or meeting of today. */
export interface DayEntry {
  readonly id: string;
  readonly kind: 'session' | 'break' | 'meeting';
  /** Empty for an untitled one. */
  readonly title: string;
  /** Place and participants of a meeting; empty elsewhere. */
  readonly note: string;
  /** Minutes from midnight; null for a meeting without a time. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly phase: 'over' | 'now' | 'ahead';
}

/**
 * Sessions and breaks of a workshop on this day, in the order of their planned times.
 * @param from First day of the workshop.
 */
export function daySessionsOf(workshop: Document, from: string, nowMs: number): readonly DayEntry[] {
  const minutes = minutesOfDay(nowMs);
  const today = 1 - daysUntilDay(from, nowMs);
  const sessionTimes = workshopTimesOf(workshop).find(({ day }) => day === today)?.times ?? [];
  return sessionTimes
    .map(
      ({ session, startsAt, endsAt }): DayEntry => ({
        id: session.id,
        kind: session.kind === 'session' ? 'session' : 'break',
        title: session.title,
        note: '',
        startsAt,
        endsAt,
        phase: endsAt <= minutes ? 'over' : startsAt <= minutes ? 'now' : 'ahead',
      }),
    )
    .toSorted((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0));
}

/** Meetings of this day with their mission, by time; those without a time come last. */
export const dayMeetingsOf = (
  meetings: WaitingWork['meetings'],
  today: string,
  nowMs: number,
): readonly (DayEntry & { readonly log: LogId })[] =>
  meetings
    .filter(({ day }) => day === today)
    .map(({ log, id, starts, institution, place, who }) => {
      const startsAt = minutesOfTime(starts);
      return {
        log,
        id,
        kind: 'meeting' as const,
        title: institution,
        note: [place, who].filter((text) => text !== '').join(' · '),
        startsAt,
        endsAt: null,
        phase: startsAt !== null && startsAt <= minutesOfDay(nowMs) ? ('over' as const) : ('ahead' as const),
      };
    })
    .toSorted((a, b) => (a.startsAt ?? Number.MAX_SAFE_INTEGER) - (b.startsAt ?? Number.MAX_SAFE_INTEGER));

function minutesOfDay(nowMs: number): number {
  const now = new Date(nowMs);
  return now.getHours() * 60 + now.getMinutes();
}

function minutesOfTime(time: string | null): number | null {
  const [hours, minutes] = (time ?? '').split(':').map(Number);
  return hours === undefined || minutes === undefined ? null : hours * 60 + minutes;
}

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** Reminder of one dated work on this laptop. */
export interface DueWorkRow {
  readonly work: DueWork;
  readonly href: string;
}

/** Names of institutions that reminders need. */
type DueNames = Pick<InstitutionNames, 'nameOf' | 'keyOf' | 'countryOf'>;

/** Reminders for a person, the earliest first. */
export const dueRowsOf = (
  { assessments, workshops, planItems }: Pick<WaitingWork, 'assessments' | 'workshops' | 'planItems'>,
  today: string,
  rolesIn: (logId: LogId) => readonly Role[],
  dueNames: DueNames,
): readonly DueWorkRow[] =>
  findDueWork(
    {
      assessments: assessments.map((documentSummary) => dueAssessmentOf(documentSummary, dueNames)),
      workshops: workshops.map(({ log, doc, title, status, facts }) => ({
        log,
        doc,
        title,
        status,
        endedOn: textOf(facts['to']) || textOf(facts['from']) || null,
        isSurveyEnded: facts['surveyEnded'] === true,
      })),
      items: planItems,
      // The console reminds of these.
      requests: [],
      missions: [],
    },
    today,
    rolesIn,
  ).map((work) => ({ work, href: dueAddressOf[work.kind](work) }));

function dueAssessmentOf(
  documentSummary: DocumentSummary,
  { nameOf, keyOf, countryOf }: DueNames,
): DueAssessment {
  const { log, doc, status, facts } = documentSummary;
  const { progressNoteDue = null, followUpFrom = null } = ReviewFacts.safeParse(facts['review']).data ?? {};
  return {
    log,
    doc,
    title: recordNameOf(documentSummary, nameOf),
    status,
    institutionKey: keyOf(log, facts),
    country: countryOf(log),
    follows: DocumentId.safeParse(facts['follows']).data ?? null,
    progressNoteDue,
    followUpFrom,
  };
}

/** Screen in which each kind of work is done; requests are on no laptop. */
const dueAddressOf: { readonly [K in DueKind]: (dueWork: DueWork) => string } = {
  'progress-note': ({ log, doc }) => fieldAddressOf({ screen: 'assessment', log, doc, tab: 'review' }),
  'follow-up': ({ log, doc }) => fieldAddressOf({ screen: 'assessment', log, doc, tab: 'review' }),
  survey: ({ log, doc }) => fieldAddressOf({ screen: 'workshop', log, doc, section: 'evaluation' }),
  'plan-item': ({ log, part }) => fieldAddressOf({ screen: 'planItem', log, item: part }),
  milestone: ({ log, part }) =>
    fieldAddressOf({ screen: 'planItem', log, item: part.split('/', 1)[0] ?? part }),
  'request-step': () => fieldAddressOf({ screen: 'missions' }),
  'request-work': () => fieldAddressOf({ screen: 'missions' }),
  'mission-status': () => fieldAddressOf({ screen: 'missions' }),
};
