import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { MissionRecords } from '#domain/report/report-sources.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { documentWith, sampleWorkshop, type Values } from './sample-workshop.ts';

interface Institution {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Difference of levels between institutions. */
  readonly shift: number;
}

const institutions: readonly Institution[] = [
  { id: 11, name: 'National police service', type: 'POL', status: 'shared', shift: 0 },
  { id: 12, name: 'Public prosecution service', type: 'PRO', status: 'shared', shift: 2 },
  { id: 13, name: 'Ministry of the interior', type: 'MIN', status: 'consolidated', shift: 1 },
];

/** Levels, evidence and states that look like fieldwork, the same each time. */
function answersOf({ type, shift }: Institution): Values {
  const asked = defaultMaturityModel.dimensions.flatMap(({ indicators }) =>
    indicators.filter(({ types }) => types.includes(type)),
  );
  return Object.assign(
    {},
    ...asked.map(({ id, title }, at) => answerTo(id, title, (at * 7 + shift * 3) % 11)),
  ) as Values;
}

function answerTo(id: string, title: string, turn: number): Values {
  const state = turn === 10 ? 'ne' : turn === 9 ? 'declined' : turn === 8 ? 'blank' : 'rated';
  if (state !== 'rated') return state === 'blank' ? {} : { [`answers/${id}/state`]: state };
  return {
    [`answers/${id}/state`]: 'rated',
    [`answers/${id}/level`]: [2, 3, 1, 2, 3, 4, 2, 5][turn] ?? 2,
    [`answers/${id}/rationale`]: `Seen and discussed: ${title.toLowerCase()}.`,
    [`answers/${id}/evidence/e1/title`]:
      turn % 2 === 0
        ? 'Deputy head of unit, 12 November 2026'
        : `Reference note on ${title.toLowerCase()}, 2025`,
    [`answers/${id}/evidence/e1/kind`]: turn % 2 === 0 ? 'interview' : 'document',
    [`answers/${id}/evidence/e1/strength`]: ['E1', 'E3', 'E2', 'E3', 'E1', 'E4', 'E2', 'E3'][turn] ?? 'E1',
    ...(turn === 7 && {
      [`answers/${id}/override`]: {
        reason: 'The practice was shown to the team; the record of it follows.',
        level: 5,
        evidence: 'E3',
      },
    }),
  };
}

const assessmentOf = (institution: Institution): Document =>
  documentWith(institution.id, assessmentKind, {
    title: 'Baseline',
    'institution/name': institution.name,
    'institution/type': institution.type,
    status: institution.status,
    type: 'baseline',
    'reference-date': '2026-11-12',
    'screening/S1': institution.type,
    'screening/S2': 'yes',
    'screening/S3': 'yes',
    'screening/S4': 'yes',
    'screening/S5': 'yes',
    'screening/S6': 'no',
    'screening/S9': 'yes',
    ...answersOf(institution),
    ...saidOf(institution),
  });

/** Conclusions: findings, targets, factors, recommendations, and the State's comments. */
const saidOf = ({ name }: Institution): Values => ({
  'key-messages/k1/text': `${name} has its procedures in writing; their use is not yet reviewed.`,
  'key-messages/k1/figure': 'coverage',
  'key-messages/k1/order': 'a0',
  'key-messages/k2/text': 'Custody of evidence is the area to begin with.',
  'key-messages/k2/figure': 'D5',
  'key-messages/k2/order': 'a1',
  'report/summary': 'Staff know the procedures, and supervisors sample files twice a year.',
  'report/next-steps':
    'The institution comments on this draft; terms of reference follow by the second quarter.',
  'findings/f1/text': `${name} has a written procedure for records at level 3 (Established); confidence high.`,
  'findings/f1/kind': 'strength',
  'findings/f1/about': ['D5.3'],
  'findings/f1/order': 'a0',
  'findings/f2/text': 'Approval of tools depends on one person and is not written down.',
  'findings/f2/kind': 'gap',
  'findings/f2/about': ['D5.1', 'D5.2'],
  'findings/f2/order': 'a1',
  'targets/D3.2': {
    level: 4,
    reason: 'Agreed in the closing meeting',
    agreedOn: '2026-11-19',
    agreedBy: name,
  },
  'priorities/D3.2/ownership': 1,
  'priorities/D3.2/feasibility': 1,
  'priorities/D3.2/alignment': 1,
  'priorities/D3.3/ownership': 0.5,
  'priorities/D3.3/feasibility': 0.5,
  'priorities/D7.4/feasibility': 1,
  'priorities/D5.4/feasibility': 0.5,
  'priorities/D3.4/override': {
    band: 'High',
    reason: 'Posts are filled next spring; later would be too late.',
  },
  'recommendations/r1/text': 'assign responsibility in written terms of reference',
  'recommendations/r1/quarter': '2027-Q2',
  'recommendations/r1/support': ['advice'],
  'recommendations/r1/addressee': name,
  'recommendations/r1/about': ['D3.2'],
  'recommendations/r1/horizon': '0-6',
  'recommendations/r1/expected-level': 3,
  'recommendations/r1/measures': ['procedure', 'staffing'],
  'recommendations/r1/status': 'accepted',
  'recommendations/r1/order': 'a0',
  'recommendations/r2/text': 'Train reviewers in the safeguards for analytic tools.',
  'recommendations/r2/addressee': name,
  'recommendations/r2/about': ['D5.4', 'D7.4'],
  'recommendations/r2/horizon': '6-18',
  'recommendations/r2/expected-level': 3,
  'recommendations/r2/measures': ['training'],
  'recommendations/r2/training-reason': 'The rules and the posts are there; what is missing is practice.',
  'recommendations/r2/status': 'discussed',
  'recommendations/r2/order': 'a1',
  'state-comments/c1/about': 'D3.2',
  'state-comments/c1/from': name,
  'state-comments/c1/on': '2026-11-18',
  'state-comments/c1/text': 'The terms of reference were signed in October.',
  'state-comments/c1/response': 'Noted; the reference is added to the evidence.',
});

/** The police again a year later, with a few indicators only (B6.13). */
const followUp = documentWith(14, assessmentKind, {
  title: 'Follow-up',
  'institution/name': 'National police service',
  'institution/type': 'POL',
  status: 'fieldwork',
  type: 'follow-up',
  'reference-date': '2027-10-04',
  follows: `01a20edb-961d-7237-bfa9-${'11'.padStart(12, '0')}`,
  'screening/S1': 'POL',
  ...Object.assign(
    {},
    ...['D3.2', 'D3.3', 'D5.3', 'D7.4'].map(
      (id, at): Values => ({
        [`answers/${id}/state`]: 'rated',
        [`answers/${id}/level`]: [4, 3, 2, 3][at] ?? 3,
        [`answers/${id}/evidence/e1/title`]: 'Order of the chief of service, 2027',
        [`answers/${id}/evidence/e1/kind`]: 'document',
        [`answers/${id}/evidence/e1/strength`]: 'E3',
      }),
    ),
  ),
});

const plan = documentWith(20, actionPlanKind, {
  title: 'Action plan',
  ...item(
    'i1',
    'Terms of reference for technology units',
    'D3',
    'UN entity',
    'National police service',
    '2026-12-01',
    '2027-03-31',
    'agreed',
  ),
  ...item(
    'i2',
    'Course for reviewers of analytic tools',
    'D5',
    'INTERPOL',
    'Public prosecution service',
    '2027-02-01',
    '2027-06-30',
    'scheduled',
  ),
  ...item(
    'i3',
    'Advice on approval of tools',
    'D5',
    'UN entity',
    'Ministry of the interior',
    '2027-01-15',
    '2027-04-30',
    'proposed',
  ),
  ...item(
    'i4',
    'Sex-disaggregated tables in yearly reports',
    'D8',
    '',
    '',
    '2026-09-01',
    '2026-11-10',
    'in-progress',
  ),
  ...item(
    'i5',
    'Register of recommendations',
    'D1',
    'UN entity',
    'Ministry of the interior',
    '2026-06-01',
    '2026-09-30',
    'done',
  ),
  'items/i1/milestones': '2026-12-15 Draft with the units\nSigned',
  'items/i1/milestones/m1/text': 'Draft with the legal office',
  'items/i1/milestones/m1/day': '2027-01-20',
  'items/i1/milestones/m1/done': false,
  'items/i1/milestones/m1/order': 'a2',
  'items/i1/milestones/m1/removed': false,
});

function item(
  id: string,
  title: string,
  dimension: string,
  lead: string,
  counterpart: string,
  from: string,
  to: string,
  status: string,
): Values {
  return {
    [`items/${id}/title`]: title,
    [`items/${id}/dimension`]: dimension,
    [`items/${id}/lead`]: lead,
    [`items/${id}/supporting`]: id === 'i2' ? ['UN entity'] : [],
    [`items/${id}/counterpart`]: counterpart,
    [`items/${id}/funding-line`]: counterpart === '' ? '' : 'Programme, line 2',
    [`items/${id}/from`]: from,
    [`items/${id}/to`]: to,
    [`items/${id}/status`]: status,
    [`items/${id}/order`]: `a${id.slice(1)}`,
  };
}

const mission = documentWith(1, missionKind, {
  title: 'Joint assessment visit, Country A',
  country: 'XA',
  from: '2026-11-09',
  to: '2026-11-20',
  status: 'completed',
  'team/t1/function': 'lead',
  'team/t2/function': 'assessor',
  'team/t3/function': 'assessor',
  place: 'Capital of Country A',
  mode: 'on-site',
  purpose: 'Baseline of the capacity to handle electronic evidence, at the request of the State.',
  'meetings/m1/day': '2026-11-10',
  'meetings/m1/starts': '09:30',
  'meetings/m1/institution': 'Ministry of the interior',
  'meetings/m1/place': 'Capital of Country A',
  'meetings/m1/who': 'Head of department; lead assessor',
  'meetings/m2/day': '2026-11-12',
  'meetings/m2/starts': '14:00',
  'meetings/m2/institution': 'National police service',
  'meetings/m2/place': '',
  'meetings/m2/who': 'Deputy head of unit; two assessors',
  'key-messages/k1/text': 'The three institutions work on written procedures; none has tested them.',
  'key-messages/k1/figure': 'institutions',
  'key-messages/k1/order': 'a0',
  'key-messages/k2/text': 'The weakest area is the one where most requests of the State lie.',
  'key-messages/k2/figure': 'lowest-dimension',
  'key-messages/k2/order': 'a1',
  'key-messages/k3/text': 'A small number of gaps carries most of the priority.',
  'key-messages/k3/figure': 'high-gaps',
  'key-messages/k3/order': 'a2',
  'report/summary':
    'The visit assessed three institutions. Procedures exist on paper and staff know them. Handover between police and prosecution is the weakest point.',
  'report/context':
    'The code of 2025 has changed the conditions for both services; training on it has not begun.',
  'report/next-steps':
    'The State comments on the draft within 30 days. A workshop on handover follows in the spring.',
  'national/D2.2': {
    level: 3,
    reason: 'The code of 2025 sets the conditions for both; the prosecution has not trained on it yet.',
    proposed: 2,
  },
});

/** A mission with all content that a report can show. */
export const sampleRecords: MissionRecords = {
  named: { title: '', country: '', from: null, to: null },
  documents: [mission, ...institutions.map(assessmentOf), followUp, plan, sampleWorkshop],
  instrumentOf: () => undefined,
  roles: ['lead'],
  today: '2026-11-24',
};
