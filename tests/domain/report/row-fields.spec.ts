import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document, Head } from '#domain/document/document.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { PathRule } from '#domain/path-rules/kind-schema.ts';
import { isInAudience } from '#domain/path-rules/path-audience.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report, ReportRow } from '#domain/report/report.ts';
import { type ExternalReader, makeReportForReader, redactReport } from '#domain/report/report-for-reader.ts';
import {
  collectReportSources,
  type ReportSources,
  recordRefOf,
  textCell,
} from '#domain/report/report-sources.ts';
import { reportCodes } from '#domain/report-codes.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { documentWith, type Values } from '#renderer/report/sample/sample-workshop.ts';
import { sectionOf } from '#tests/support/builders/a-report.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { valuesTakenBy, valueWithWord } from '#tests/support/builders/rule-values.ts';

const { sources } = collectReportSources(sampleRecords);
const sharing = { entity: 'UN entity', purpose: 'To prepare', until: '2027-06-30' };

const readers = [
  ['state', { kind: 'state' }],
  ['donor', { kind: 'donor', stateAgrees: false }],
  ['donor-agreed', { kind: 'donor', stateAgrees: true }],
  ['partner', { kind: 'partner' }],
] as const satisfies readonly (readonly [string, ExternalReader])[];

/** A mission note with one more row of facts. */
function noteWith(reportRow: Omit<ReportRow, 'id' | 'cells'>): Report {
  const report = makeReport('R1', sources);
  if (typeof report === 'string') throw new Error(report);
  const cells = [textCell('Planted'), textCell('planted value')];
  return {
    ...report,
    sections: report.sections.map((section) =>
      section.id === 'T1'
        ? {
            ...section,
            table: { ...section.table, rows: [...section.table.rows, { id: 'x', cells, ...reportRow }] },
          }
        : section,
    ),
  };
}

const named = (...paths: readonly string[]): Pick<ReportRow, 'records'> => ({
  records: [recordRefOf(sources.mission.doc, ...paths)],
});

describe.each(readers)('[E 5] a row of facts in a copy outside (%s)', (_audience, to) => {
  const isTold = (reportRow: Omit<ReportRow, 'id' | 'cells'>): boolean =>
    JSON.stringify(sectionOf(redactReport(noteWith(reportRow), to), 'T1')).includes('planted value');

  it('is shown where its field is shared with everybody', () => {
    expect(isTold(named('title'))).toBe(true);
  });

  it.each(['team', 'team/t1/name', 'exports/x1', 'text-checks/x1', 'removals/x1'])(
    'is left out where it names %s, a field of nobody, whatever access it states',
    (path) => {
      expect(isTold(named(path))).toBe(false);
      expect(isTold({ ...named(path), access: 'open' })).toBe(false);
      expect(isTold(named('title', path))).toBe(false);
    },
  );

  it('is left out where no rule knows its field, or it names none', () => {
    expect(isTold(named('hotel'))).toBe(false);
    expect(isTold(named())).toBe(false);
    expect(isTold({ records: [] })).toBe(false);
  });

  it('is shown to the audience of its field alone', () => {
    expect(isTold(named('national/D3.2'))).toBe(to.kind === 'state');
  });
});

/** A path of a family, with a question that the sample asks. */
const samplePathOf = (pattern: string): string =>
  examplePathOf(
    pattern
      .replace(/^(answers|targets|priorities|second-ratings|consolidations|national)\/\*/, '$1/D3.2')
      .replace('screening/*', 'screening/S2')
      .replace('team/**', 'team/x1/function'),
  );

/** The newest change of a record dates its report. */
const aDayLater = (head: Head): Head => ({ ...head, stamp: [head.stamp[0] + 24 * 60 * 60_000, 0] });

/** Sources with more registers in each record, by the rules of its kind. */
function sourcesWith(
  valueOf: (kind: string, path: string, pathRule: PathRule) => JsonValue | undefined,
): ReportSources {
  const filled = (document: Document, at: number): Document => {
    const values: Values = Object.fromEntries(
      (schemaOfKind(document.kind) ?? []).flatMap((pathRule) => {
        const path = samplePathOf(pathRule.pattern);
        const value = valueOf(document.kind, path, pathRule);
        return value === undefined ? [] : [[path, value]];
      }),
    );
    const more = Object.entries(documentWith(900 + at, document.kind, values).registers);
    const registers = more.map(([path, { heads }]) => [path, { heads: heads.map(aDayLater) }]);
    return { ...document, registers: { ...document.registers, ...Object.fromEntries(registers) } };
  };
  const workshop = documentWith(30, workshopKind, { title: 'Workshop' });
  return collectReportSources({
    ...sampleRecords,
    documents: [...sampleRecords.documents, workshop].map(filled),
  }).sources;
}

const copiesOf = (from: ReportSources, audience: 'programme' | (typeof readers)[number][0]) =>
  reportCodes.map((code) => makeReportForReader(from, { code, audience, sharing }));

describe('[E 5] fields of nobody', () => {
  const without = sourcesWith(() => undefined);
  const filled = sourcesWith((_kind, path, pathRule) => {
    if (pathRule.sharedWith.length > 0) return undefined;
    return path.startsWith('team/') ? 'trainer' : valuesTakenBy(pathRule)[0];
  });

  it('change the reports of the programme', () => {
    expect(copiesOf(filled, 'programme')).not.toEqual(copiesOf(without, 'programme'));
  });

  it.each(readers)('change no cell of any copy outside (%s)', (audience) => {
    expect(copiesOf(filled, audience)).toEqual(copiesOf(without, audience));
  });
});

describe('[E 5] words of every field of every kind', () => {
  const wordOf = (kind: string, path: string): string => `${kind} ${path} zz`.replaceAll(/[^a-z0-9]/gi, 'x');
  // Marks, statuses and days decide on sharing, and are the sample's. So is the instrument.
  const filled = sourcesWith((kind, path, pathRule) =>
    path === 'instrument' ? undefined : valueWithWord(wordOf(kind, path), pathRule),
  );
  const documentKinds = [missionKind, assessmentKind, actionPlanKind, workshopKind];

  it.each(readers)('are told to no reader outside their audience (%s)', (audience, to) => {
    const told = JSON.stringify(copiesOf(filled, audience));
    const leaks = documentKinds.flatMap((documentKind) =>
      (schemaOfKind(documentKind) ?? []).flatMap(({ pattern, sharedWith }) => {
        const path = samplePathOf(pattern);
        return told.includes(wordOf(documentKind, path)) && !isInAudience(sharedWith, to)
          ? [`${documentKind} ${pattern}`]
          : [];
      }),
    );
    expect(leaks).toEqual([]);
  });
});
