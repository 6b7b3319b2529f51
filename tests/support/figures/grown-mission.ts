import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { Role } from '#domain/people/role.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { actionPlanIdOf } from '#domain/plan/change-plan.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { documentWith, type Values } from '#renderer/report/sample/sample-workshop.ts';
import type { Write } from '#tests/support/server/pack-writer.ts';

// The sample of the reports, grown so that no figure of any surface is 0: late and moved items, a long review, a returned
// assessment, conflicts.

/** Day on which all figures are read; the sample was written three weeks before. */
export const readingDay = '2026-12-14';

/** Writes of one colleague. */
export interface ColleagueWrites {
  readonly role: Role;
  /** Colleagues of one role with different names have not seen each other's writes. */
  readonly name: string;
  readonly writes: readonly Write[];
}

const planItem = (id: string, values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([part, value]) => [`items/${id}/${part}`, value]));

const agreed = { counterpart: 'National police service', 'funding-line': 'Programme, line 2' };
const morePlanItems: Values = {
  ...planItem('i6', {
    ...agreed,
    title: 'Lessons of the visit',
    dimension: 'D5',
    lead: 'un entity ',
    from: '2026-12-01',
    to: '2026-12-20',
    status: 'agreed',
    order: 'a6',
  }),
  // Late: its end moved, the agreed one did not.
  ...planItem('i7', {
    ...agreed,
    title: 'Standing order on custody',
    dimension: 'D5',
    lead: 'INTERPOL',
    from: '2026-09-01',
    to: '2027-05-01',
    'agreed-to': '2026-10-15',
    status: 'in-progress',
    order: 'a7',
  }),
  ...planItem('i8', {
    ...agreed,
    title: 'Posts of two analysts',
    dimension: 'D4',
    lead: 'UN entity',
    from: '2026-09-01',
    to: '2026-11-01',
    status: 'on-hold',
    'status-reason': 'No budget line yet',
    order: 'a8',
  }),
  // Proposals: nobody agreed to their ends.
  ...planItem('i9', {
    title: 'Study visit',
    lead: 'INTERPOL',
    to: '2026-09-01',
    status: 'proposed',
    order: 'b0',
  }),
  ...planItem('i10', {
    title: 'Review',
    lead: 'INTERPOL',
    to: '2026-12-30',
    status: 'proposed',
    order: 'b1',
  }),
  'items/i4/milestones/m2/text': 'First table',
  'items/i4/milestones/m2/day': '2026-11-05',
  'items/i4/milestones/m2/done': false,
  'items/i4/milestones/m2/order': 'a0',
  'items/i4/milestones/m2/removed': false,
};

/** Enough absent people that no report withholds how many reach a certificate; and a session that nobody timed. */
const moreOfWorkshop: Values = {
  ...Object.assign(
    {},
    ...['p9', 'p10', 'p11', 'p12'].map(
      (id): Values => ({
        [`attendance/1-am/${id}`]: 'absent',
        [`attendance/1-pm/${id}`]: 'absent',
      }),
    ),
  ),
  'sessions/s3/title': 'Lunch',
  'sessions/s3/order': 'a2',
  'sessions/s3/day': 1,
  'sessions/s3/kind': 'lunch',
  'sessions/s3/minutes': 60,
  'sessions/s4/title': 'Next steps',
  'sessions/s4/order': 'a3',
  'sessions/s4/day': 1,
  'sessions/s4/minutes': 45,
  'sessions/s4/delivery': 'changed',
};

const screening = { 'screening/S4': 'yes', 'screening/S5': 'yes', 'screening/S9': 'yes' };
const rated = (id: string, level: number): Values => ({
  [`answers/${id}/state`]: 'rated',
  [`answers/${id}/level`]: level,
  [`answers/${id}/rationale`]: 'Seen.',
  [`answers/${id}/evidence/e1/strength`]: 'E3',
});

/** With the team: a few answers, one of a question that its type is not asked, and answers that are in conflict. */
const draft: Document = documentWith(15, assessmentKind, {
  title: 'Baseline',
  'institution/name': 'Police academy',
  'institution/type': 'POL',
  status: 'draft',
  type: 'baseline',
  'screening/S1': 'POL',
  ...screening,
  ...rated('D3.2', 2),
  ...rated('D3.3', 3),
  ...rated('D1.1', 4),
  'findings/f1/text': 'Nothing is written down.',
  'findings/f1/kind': 'gap',
  'findings/f1/about': ['D3.2'],
  'findings/f1/order': 'a0',
});

/** Returned by the reviewer with three comments, of which the team has called one resolved. */
const returned: Document = documentWith(16, assessmentKind, {
  title: 'Baseline',
  'institution/name': 'Court of appeal',
  'institution/type': 'PRO',
  status: 'consolidated',
  type: 'baseline',
  'screening/S1': 'PRO',
  ...screening,
  ...rated('D3.2', 3),
});

const reviewOfReturned: Values = {
  ...Object.assign(
    {},
    ...['p1', 'p2', 'p3'].map(
      (id): Values => ({
        [`review/points/${id}/text`]: 'Name the document.',
        [`review/points/${id}/about`]: 'D3.2',
        [`review/points/${id}/round`]: 1,
      }),
    ),
  ),
  'review/returns/1': { reason: 'Three comments.' },
};

/** Ids of the records that rows of figures look at. */
export const [policeDoc, draftDoc, returnedDoc, workshopDoc] = [11, 15, 16, 30].map(
  (id) => documentWith(id, assessmentKind, {}).doc,
) as [DocumentId, DocumentId, DocumentId, DocumentId];

/** Assessments that are with headquarters, whose levels overviews count. */
export const countedAtHeadquarters: ReadonlySet<DocumentId> = new Set(
  [11, 12, 13].map((id) => documentWith(id, assessmentKind, {}).doc),
);

const statusOf: Readonly<Record<string, string>> = {
  11: 'quality-review',
  12: 'quality-review',
  13: 'shared',
};

/** Steps and ratings of the reviewer. */
const isReviewers = ({ path, value }: Write): boolean =>
  /^answers\/[^/]+\/override$/.test(path) || (path === 'status' && value === 'shared');

/** Messages of the mission with the figures that other tables show too. */
const moreOfMission: Values = {
  'key-messages/k4/text': 'Three actions cannot wait.',
  'key-messages/k4/figure': 'urgent-actions',
  'key-messages/k4/order': 'a3',
};

/** Documents of the mission of this log, before its colleagues disagree. */
function documentsOfMission(logId: LogId): readonly Document[] {
  const documents = sampleRecords.documents.flatMap((one): readonly Document[] => {
    const number = Number(one.doc.slice(-12));
    if (number === 14) return []; // a year later
    if (one.kind === actionPlanKind)
      return [{ ...withValues(one, morePlanItems), doc: actionPlanIdOf(logId) }];
    if (one.kind === missionKind) return [withValues(one, moreOfMission)];
    if (one.kind === workshopKind) return [withValues(one, moreOfWorkshop)];
    return [one.kind === assessmentKind ? withValues(one, { status: statusOf[number] ?? 'draft' }) : one];
  });
  return [...documents, draft, returned];
}

const withValues = (one: Document, values: Values): Document => ({
  ...one,
  registers: { ...one.registers, ...documentWith(99, one.kind, values).registers },
});

const writesOf = ({ doc, kind, registers }: Document): readonly Write[] =>
  Object.entries(registers).map(([path, { heads }]) => ({ doc, kind, path, value: heads[0]?.value ?? null }));

const about = (doc: DocumentId, kind: string, values: Values): readonly Write[] =>
  Object.entries(values).map(([path, value]) => ({ doc, kind, path, value }));

/** All writes of the mission, in the order in which headquarters gets them. */
export function grownMissionWrites(logId: LogId): readonly ColleagueWrites[] {
  const all = documentsOfMission(logId).flatMap(writesOf);
  return [
    { role: 'lead', name: 'lead', writes: all.filter((write) => !isReviewers(write)) },
    // Concurrent with those of the lead: one answer with two registers, a text, a plan item.
    {
      role: 'lead',
      name: 'second lead',
      writes: [
        ...about(draftDoc, assessmentKind, {
          'answers/D3.2/level': 4,
          'answers/D3.2/rationale': 'Seen by me too.',
          'findings/f1/text': 'Half is written down.',
        }),
        ...about(actionPlanIdOf(logId), actionPlanKind, { 'items/i1/title': 'Terms of reference' }),
      ],
    },
    { role: 'reviewer', name: 'reviewer', writes: all.filter(isReviewers) },
    { role: 'reviewer', name: 'reviewer', writes: about(returnedDoc, assessmentKind, reviewOfReturned) },
    {
      role: 'lead',
      name: 'lead',
      writes: about(returnedDoc, assessmentKind, { 'review/replies/p2/mended': true }),
    },
  ];
}
