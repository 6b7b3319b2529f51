import { describe, expect, it } from 'vitest';
import { isExportPurposeStated, SharingNote } from '#domain/mission/export-note.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { Report } from '#domain/report/report.ts';
import {
  countMissingAssessments,
  institutionsShownTo,
  makeReportForReader,
} from '#domain/report/report-for-reader.ts';
import type { ReportSources } from '#domain/report/report-sources.ts';
import { type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import { anAssessmentOf, police, prosecution, sourcesOf } from '#tests/support/builders/a-report.ts';

const levels = [['D3.2', 2]] as const;
const shared = anAssessmentOf(police, 'POL', levels, { status: 'shared' });
const inFieldwork = anAssessmentOf(prosecution, 'PRO', levels, { status: 'fieldwork' });
const plan = documentWith(20, actionPlanKind, {
  'items/i1/title': 'Write a procedure',
  'items/i1/order': 'a0',
});

const stateCopy = (sources: ReportSources, code: ReportCode, about?: typeof shared.doc) =>
  makeReportForReader(sources, { code, about, audience: 'state' });
function made(report: Report | string): Report {
  if (typeof report === 'string') throw new Error(report);
  return report;
}

describe('[E 5] a report for the State of the mission', () => {
  const sources = sourcesOf([shared, inFieldwork, plan]);

  it('is over the assessments that are shared with it, and says nothing of the others', () => {
    const report = made(stateCopy(sources, 'R3'));
    expect(report.header.institutions).toBe(1);
    expect(JSON.stringify(report)).not.toContain(inFieldwork.doc);
    expect(JSON.stringify(report)).not.toContain(`Institution ${prosecution}`);
  });

  it('is not made from an assessment that is not shared, nor from a substitute', () => {
    expect(stateCopy(sources, 'R2', inFieldwork.doc)).toBe('notShared');
    expect(made(stateCopy(sources, 'R2', shared.doc)).header.institution).toBe(`Institution ${police}`);
    expect(stateCopy(sourcesOf([inFieldwork]), 'R3')).toBe('notShared');
  });

  it.each(['draft', 'fieldwork', 'consolidated', 'quality-review'])(
    'is not made while it is %s',
    (status) => {
      expect(stateCopy(sourcesOf([anAssessmentOf(police, 'POL', levels, { status })]), 'R4')).toBe(
        'notShared',
      );
    },
  );

  it('is available for the institutions shared with it, in the order of the records', () => {
    const lastDocument = anAssessmentOf(13, 'MIN', levels, { status: 'final' });
    const all = sourcesOf([shared, inFieldwork, lastDocument]);
    expect(institutionsShownTo(all, 'state')).toEqual([shared.doc, lastDocument.doc]);
    expect(institutionsShownTo(all, 'programme')).toEqual([shared.doc, inFieldwork.doc, lastDocument.doc]);
  });

  it('is made from the agreed plan at any status of the assessments', () => {
    expect(made(stateCopy(sourcesOf([inFieldwork, plan]), 'R5')).audience).toBe('state');
  });

  it('is not made where the mission names no State', () => {
    const nameless = { ...sources, facts: { ...sources.facts, country: '' } };
    expect(stateCopy(nameless, 'R3')).toBe('notShared');
  });
});

describe('[E 5] the copy of a partner', () => {
  const terms = { entity: 'INTERPOL', purpose: 'To prepare the course', until: '2027-06-30' };
  const items = documentWith(21, actionPlanKind, {
    'items/i1/title': 'Course',
    'items/i1/lead': ' INTERPOL',
    'items/i2/title': 'Advice of another',
    'items/i2/lead': 'UN entity',
    'items/i3/title': 'Visit',
    'items/i3/lead': 'UN entity',
    'items/i3/supporting': ['INTERPOL'],
  });
  const copy = (code: ReportCode, sharing: Parameters<typeof makeReportForReader>[1]['sharing'] = terms) =>
    makeReportForReader(sourcesOf([shared, items]), { code, audience: 'partner', sharing });

  it('is the plan of items that it leads or supports, with its sharing note', () => {
    const report = made(copy('R5'));
    const titles = report.sections[0]?.table.rows.map(({ cells: [firstReportCell] }) => firstReportCell);
    expect(titles).toEqual([
      { kind: 'text', text: 'Course' },
      { kind: 'text', text: 'Visit' },
    ]);
    expect([report.audience, report.sharing]).toEqual(['partner', terms]);
    expect(JSON.stringify(report)).not.toContain('Advice of another');
  });

  it.each(['R1', 'R2', 'R3', 'R4'] as const)('is no %s', (code) => {
    expect(copy(code)).toBe('notForPartner');
  });

  it('is not made for nobody, nor for an entity that has no item', () => {
    expect(copy('R5', { ...terms, entity: ' ' })).toBe('noEntity');
    expect(copy('R5', { ...terms, entity: 'Somebody else' })).toBe('noPlan');
  });

  it('requires a note of purpose and end date that forbids onward sharing', () => {
    const note = { entity: 'INTERPOL', until: '2027-06-30', onward: 'no' } as const;
    const said = (purpose: string, sharing: typeof note | null = null) =>
      isExportPurposeStated({ audience: 'partner', purpose, sharing });
    expect([said('Course'), said('', note), said('Course', note)]).toEqual([false, false, true]);
    expect(SharingNote.safeParse({ ...note, onward: 'yes' }).success).toBe(false);
  });
});

describe('an assessment that no report can read', () => {
  const unread = (status: string) =>
    anAssessmentOf(prosecution, 'PRO', [], { status, instrument: 'survey@1' });
  const missing = (ask: Parameters<typeof countMissingAssessments>[2], item = {}, status = 'fieldwork') =>
    countMissingAssessments(
      sourcesOf([shared, documentWith(21, actionPlanKind, item)]),
      [unread(status)],
      ask,
    );

  it('is missing from each programme report except the plan, which reads no assessment', () => {
    const counts = reportCodes.map((code) => missing({ code, audience: 'programme' }));
    expect(counts).toEqual([1, 1, 1, 1, 0, 0, 0, 1]);
  });

  it('is missing from a copy for the State once it is shared with it', () => {
    const inCopy = (status: string) => missing({ code: 'R3', audience: 'state' }, {}, status);
    expect([inCopy('fieldwork'), inCopy('shared')]).toEqual([0, 1]);
  });

  it('is missing from a partner’s copy where an item of the partner rests on it', () => {
    const sharing = { entity: 'INTERPOL', purpose: 'Course', until: '2027-06-30' };
    const item = {
      'items/i1/title': 'Course',
      'items/i1/lead': 'INTERPOL',
      'items/i1/assessment': unread('final').doc,
      'items/i1/recommendation': 'r1',
    };
    const inCopy = (entity: string) =>
      missing({ code: 'R5', audience: 'partner', sharing: { ...sharing, entity } }, item, 'final');
    expect([inCopy('INTERPOL'), inCopy('UN entity')]).toEqual([1, 0]);
  });
});

describe('[E 5] a report within the programme', () => {
  it('includes all assessments at any status', () => {
    const report = made(
      makeReportForReader(sourcesOf([shared, inFieldwork]), { code: 'R3', audience: 'programme' }),
    );
    expect([report.audience, report.header.institutions]).toEqual(['programme', 2]);
  });
});

describe('[E] strictly confidential content', () => {
  const marked = anAssessmentOf(police, 'POL', levels, {
    status: 'shared',
    'answers/D3.2/evidence/e1/title': 'Order of the head of service',
    'answers/D3.2/evidence/e1/mark': 'SC',
  });

  it('marks the report that names it, and is in no copy that leaves the programme', () => {
    const inside = made(makeReportForReader(sourcesOf([marked]), { code: 'R2', audience: 'programme' }));
    expect([inside.header.mark, JSON.stringify(inside)]).toEqual([
      'SC',
      expect.stringContaining('Order of the head'),
    ]);
    for (const audience of ['state', 'donor', 'donor-agreed'] as const) {
      const outside = made(makeReportForReader(sourcesOf([marked]), { code: 'R2', audience }));
      expect(outside.header.mark).toBe('C');
      expect(JSON.stringify(outside)).not.toContain('Order of the head');
    }
  });
});

it.each([
  ['programme', '', true],
  ['state', ' ', false],
  ['donor', 'Steering committee', true],
] as const)('[E] a copy for the %s with the purpose "%s" may be taken: %s', (audience, purpose, isSaid) => {
  expect(isExportPurposeStated({ audience, purpose, sharing: null })).toBe(isSaid);
});
