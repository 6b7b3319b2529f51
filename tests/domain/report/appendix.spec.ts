import { expect, test } from 'vitest';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import { anAssessmentOf, theReport } from '#tests/support/builders/a-report.ts';

test('lines of the appendix have the number of their row in the table, from 1', () => {
  const workshop = documentWith(30, workshopKind, { title: 'W1', from: '2026-11-09', to: '2026-11-10' });
  const report = theReport('R3', [
    workshop,
    anAssessmentOf(11, 'POL', [
      ['D1.1', 2],
      ['D4.1', 3],
    ]),
  ]);
  const expected = report.sections.flatMap(({ id, table }) =>
    table.rows.flatMap(({ records }, at) => (records.length === 0 ? [] : [{ section: id, line: at + 1 }])),
  );
  expect(expected).toContainEqual(expect.objectContaining({ line: 1 }));
  expect(expected).toContainEqual(expect.objectContaining({ line: 2 }));
  const lines = buildReportAppendix(report).lines.map(({ section, line }) => ({ section, line }));
  expect(lines).toEqual(expected);
});
