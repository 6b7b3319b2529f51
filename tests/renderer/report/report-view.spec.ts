import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { reportCodes } from '#domain/report-codes.ts';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { ReportView } from '#renderer/report/report-view.tsx';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';

const { sources } = collectReportSources(sampleRecords);
const address = `https://www.example.org/${'annexes/'.repeat(12)}order.pdf`;

it.each(reportCodes)('%s breaks a long word in each cell, column title and fact', (reportCode) => {
  const report = makeReport(reportCode, sources);
  if (typeof report === 'string') throw new Error(report);
  const sections = report.sections.map((section) => ({
    ...section,
    table: {
      columns: section.table.columns.map((column) => ({ ...column, title: { text: address } })),
      rows: section.table.rows.map((reportRow) => ({
        ...reportRow,
        cells: reportRow.cells.map(() => ({ kind: 'text' as const, text: address })),
      })),
    },
  }));
  const long: Report = {
    ...report,
    header: { ...report.header, mission: address, institution: address },
    records: report.records.map((record) => ({ ...record, title: address })),
    sections,
  };
  const labels = createReportLabels('en', report.header.scale);
  const page = renderToStaticMarkup(createElement(ReportView, { report: long, labels, hasAppendix: true }));
  const words = page
    .replaceAll(/<code.*?<\/code>|<svg.*?<\/svg>|class="fb-report-source">.*?</g, ' ')
    .split(/<[^>]*>|\s+/);
  expect(words.filter((word) => word.length > 22)).toEqual([]);
});
