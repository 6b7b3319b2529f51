import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { isPathShared } from '#domain/privacy/sharing.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report } from '#domain/report/report.ts';
import { type ExternalReader, makeReportForReader, redactReport } from '#domain/report/report-for-reader.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import {
  anAssessmentOf,
  police,
  rowOf,
  sectionOf,
  sourcesOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

const { sources } = collectReportSources(sampleRecords);
function sample(reportCode: ReportCode): Report {
  const report = makeReport(reportCode, sources);
  if (typeof report === 'string') throw new Error(report);
  return report;
}

const donor: ExternalReader = { kind: 'donor', stateAgrees: false };
const agreed: ExternalReader = { kind: 'donor', stateAgrees: true };
const state: ExternalReader = { kind: 'state' };

const withheldIn = (reportCode: ReportCode, externalReader: ExternalReader) =>
  redactReport(sample(reportCode), externalReader)
    .sections.filter(({ withheld }) => withheld)
    .map(({ id }) => id);

const institutions = (count: number) =>
  Array.from({ length: count }, (_, at) => anAssessmentOf(30 + at, 'POL', [['D3.2', (at % 3) + 2]]));

type Reader = 'state' | 'donor' | 'agreed' | 'partner';

/**
 * Every field with words that a report could show, its own test word, and its readers outside (docs/requirements.md
 * E5). Other readers must not find the word anywhere in any report.
 */
const fields: readonly (readonly [
  kind: 'assessment' | 'action-plan' | 'mission',
  path: string,
  readers: readonly Reader[],
  value?: (word: string) => JsonValue,
])[] = [
  ['mission', 'team/t1/name', []],
  ['assessment', 'institution/name', ['state', 'agreed', 'partner']],
  ['assessment', 'answers/D3.2/rationale', ['state']],
  ['assessment', 'answers/D3.2/evidence/e1/title', ['state']],
  ['assessment', 'answers/D3.3/override', ['state'], (word) => ({ reason: word, level: 3, evidence: 'E0' })],
  ['assessment', 'answers/D3.2/evidence/e2/title', []],
  ['assessment', 'answers/D3.2/evidence/e3/title', []],
  ['assessment', 'findings/f2/text', []],
  ['assessment', 'comments/k1/text', []],
  ['assessment', 'review/points/p1/text', []],
  ['assessment', 'findings/f1/text', ['state', 'partner']],
  ['assessment', 'findings/f3/text', ['state']],
  ['assessment', 'findings/f1/about', ['state', 'partner'], (word) => [word]],
  ['assessment', 'recommendations/r1/text', ['state', 'partner']],
  ['assessment', 'recommendations/r1/addressee', ['state', 'partner']],
  ['assessment', 'recommendations/r1/training-reason', ['state', 'partner']],
  ['assessment', 'recommendations/r2/text', ['state']],
  ['assessment', 'priorities/D3.2/override', ['state'], (word) => ({ band: 'High', reason: word })],
  [
    'assessment',
    'targets/D3.2',
    ['state'],
    (word) => ({ level: 4, reason: word, agreedOn: null, agreedBy: word }),
  ],
  ['assessment', 'state-comments/c1/text', ['state']],
  ['assessment', 'state-comments/c1/from', ['state']],
  ['assessment', 'state-comments/c1/response', ['state']],
  ['action-plan', 'items/i1/title', ['state', 'donor', 'agreed', 'partner']],
  ['action-plan', 'items/i2/title', ['state', 'donor', 'agreed']],
  ['action-plan', 'items/i2/lead', ['state', 'donor', 'agreed']],
  ['action-plan', 'items/i1/lead', ['state', 'donor', 'agreed', 'partner']],
  ['action-plan', 'items/i1/supporting', ['state', 'donor', 'agreed', 'partner'], (word) => [word]],
  ['action-plan', 'items/i1/counterpart', ['state', 'partner']],
  ['action-plan', 'items/i1/funding-line', ['donor', 'agreed', 'partner']],
  ['action-plan', 'items/i1/milestones', ['state', 'partner'], (word) => `2026-12-01 ${word}`],
  ['action-plan', 'items/i1/milestones/m1/text', ['state', 'partner']],
  ['action-plan', 'items/i1/status-reason', ['state', 'partner']],
];
const wordOf = (kind: string, path: string): string => `${kind} ${path}`.replaceAll(/[^a-z0-9]/gi, 'x');
const written = (of: string) =>
  Object.fromEntries(
    fields.flatMap(([kind, path, , value = (word: string): JsonValue => word]) =>
      kind === of ? [[path, value(wordOf(kind, path))]] : [],
    ),
  );
/** The partner leads the first item of the plan, and nothing else. */
const terms = { entity: wordOf('action-plan', 'items/i1/lead'), purpose: 'To prepare', until: '2027-06-30' };
const partner = { kind: 'partner', entity: terms.entity } as const;
const canaries: readonly Document[] = [
  documentWith(2, missionKind, written('mission')),
  documentWith(police, assessmentKind, {
    'screening/S1': 'POL',
    'answers/D3.2/state': 'rated',
    'answers/D3.2/level': 2,
    'answers/D3.2/evidence/e1/strength': 'E3',
    // Above its evidence: there is none.
    'answers/D3.3/level': 3,
    status: 'final',
    // An interview, and a strictly confidential item.
    'answers/D3.2/evidence/e2/kind': 'interview',
    'answers/D3.2/evidence/e2/strength': 'E1',
    'answers/D3.2/evidence/e3/strength': 'E3',
    'answers/D3.2/evidence/e3/mark': 'SC',
    'findings/f2/mark': 'SC',
    'recommendations/r1/horizon': '0-6',
    'recommendations/r1/measures': ['training'],
    'recommendations/r1/findings': ['f1', 'f2'],
    ...written('assessment'),
  }),
  documentWith(20, actionPlanKind, {
    ...written('action-plan'),
    'items/i1/assessment': documentWith(police, assessmentKind, {}).doc,
    'items/i1/recommendation': 'r1',
    'items/i1/milestones/m1/day': '2026-12-02',
  }),
];

/** Fields that are open to a reader but in no report: they are in files of answers, or in none. */
const toldInNone: ReadonlySet<string> = new Set([
  'assessment answers/D3.2/rationale',
  'assessment targets/D3.2',
  'action-plan items/i1/status-reason',
]);

describe.each([
  ['state', 'state', { kind: 'state', country: 'XA' }],
  ['donor', 'donor', donor],
  ['agreed', 'donor-agreed', agreed],
  ['partner', 'partner', partner],
] as const)('[E 5] the copy of a reader (%s), field by field', (reader, audience, to) => {
  const shown = reportCodes
    .map((code) =>
      JSON.stringify(makeReportForReader(sourcesOf(canaries), { code, audience, sharing: terms })),
    )
    .join();

  it.each(fields.map(([kind, path, readers]) => [kind, path, readers] as const))(
    'tells of a %s the field %s to those to whom it is open, and to nobody else',
    (kind, path, readers) => {
      const isTold = readers.includes(reader) && !toldInNone.has(`${kind} ${path}`);
      expect(shown.includes(wordOf(kind, path))).toBe(isTold);
    },
  );

  it.each(fields.map(([kind, path, readers]) => [kind, path, readers] as const))(
    'opens of a %s the field %s to nobody to whom its record would not show it',
    (kind, path, readers) => {
      expect(readers.includes(reader) && !isPathShared(kind, path, to)).toBe(false);
    },
  );
});

describe("[E 5] the State's copy", () => {
  it('names no interview and nothing strictly confidential, and states that meetings are left out', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', [['D3.2', 2]], {
        'answers/D3.2/evidence/e1/title': 'what an interviewed person said',
        'answers/D3.2/evidence/e1/kind': 'interview',
        'findings/f1/text': 'for the adviser alone',
        'findings/f1/mark': 'SC',
      }),
    ]);
    expect(report.header.mark).toBe('SC');
    const copy = redactReport(report, state);
    expect(copy.header.mark).toBe('C');
    expect(JSON.stringify(copy)).not.toMatch(/interviewed person|adviser alone/);
    expect(withheldIn('R1', state)).toEqual(['T2']);
  });

  it('has all levels, findings and recommendations, with their records', () => {
    for (const code of ['R2', 'R3', 'R4', 'R5'] as const) expect(withheldIn(code, state)).toEqual([]);
    expect(redactReport(sample('R3'), state).records).toEqual(sample('R3').records);
  });

  it('has no functions of the team', () => {
    expect(redactReport(sample('R1'), state).header.roles).toEqual([]);
  });
});

describe("[E 5] a donor's copy", () => {
  it.each(reportCodes)(
    '%s has no level of one institution, and no record that leads to one',
    (reportCode) => {
      const text = JSON.stringify(redactReport(sample(reportCode), donor));
      const documentIds = sources.assessments.map(({ document }) => document.doc);
      expect(documentIds.filter((documentId) => text.includes(documentId))).toEqual([]);
      expect(text).not.toContain('"kind":"level"');
    },
  );

  it.each([
    ['R1', ['T2', 'T3', 'T4']],
    ['R2', ['F1', 'F2', 'T1', 'T2', 'T2b', 'T3', 'T4', 'T5', 'T6']],
    ['R3', ['F2', 'T2b', 'T6', 'F4']],
    ['R4', ['T1', 'F1', 'T2', 'T3']],
    ['R5', []],
  ] as const)('%s says which of its parts are left out', (code, leftOut) => {
    expect(withheldIn(code, donor)).toEqual(leftOut);
  });

  it('shows the level of a State only over five institutions or more', () => {
    const levelOver = (count: number) =>
      rowOf(sectionOf(redactReport(theReport('R3', institutions(count)), donor), 'T2'), 'D3.2');
    expect(levelOver(4)).toMatchObject({
      level: 'hidden: small',
      lowest: 'hidden: small',
      highest: 'hidden: small',
    });
    expect(levelOver(5)).toMatchObject({ level: 3, lowest: 2, highest: 4 });
  });

  it('hides the coverage and confidence of fewer than five institutions', () => {
    const confidenceOver = (count: number) => {
      const copy = redactReport(theReport('R3', institutions(count)), donor);
      const { confidence, coverage } = rowOf(sectionOf(copy, 'T1'), 'D3');
      return [rowOf(sectionOf(copy, 'T2'), 'D3.2')['confidence'], confidence, coverage];
    };
    expect(confidenceOver(4)).toEqual(['hidden: small', 'hidden: small', 'hidden: small']);
    expect(confidenceOver(5)[0]).toBe('value.confidence.high');
  });

  it('keeps no sum from which a hidden row could be worked out', () => {
    const rights = sectionOf(redactReport(theReport('R3', institutions(5)), donor), 'T4b');
    expect(rowOf(rights, 'level-3')['count']).toBe('hidden: small');
  });

  it('keeps lead, activity and period of every plan item', () => {
    const copy = redactReport(sample('R5'), donor);
    expect(copy.sections.map(({ table }) => table.rows.length)).toEqual(
      sample('R5').sections.map(({ table }) => table.rows.length),
    );
  });

  it('has the levels where the State agrees, and still nothing that was written', () => {
    expect(rowOf(sectionOf(redactReport(sample('R2'), agreed), 'F1'), 'D3')['reported']).toBe(3);
    expect(withheldIn('R2', agreed)).toEqual(['F2', 'T1', 'T3', 'T4', 'T5', 'T6']);
  });
});
