import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { type DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { isReportedKind } from '#domain/kinds/kind-descriptors.ts';
import { findPathRule, type PathRule } from '#domain/path-rules/kind-schema.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { reportCodes } from '#domain/report-codes.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { deviceA } from '#tests/support/builders/ops.ts';
import { valuesTakenBy } from '#tests/support/builders/rule-values.ts';
import { listFile, unreportedEverywhere, unreportedFields } from './unreported-fields.ts';

// With a gap that the State owns: the sample of the stories has none.
const documents = sampleRecords.documents.map((document) =>
  document.kind === assessmentKind
    ? ['ownership', 'alignment'].reduce(
        (one, factor) => withValue(one, Path.parse(`priorities/D5.4/${factor}`), 1),
        document,
      )
    : document,
);

const reportsOf = (some: readonly Document[]): string => {
  const { sources } = collectReportSources({ ...sampleRecords, documents: some });
  return JSON.stringify(reportCodes.map((code) => makeReport(code, sources)));
};
const reports = reportsOf(documents);

/**
 * Return whether other values of these fields, or their lack, make a report differ. They change together, so that a
 * long list costs as little as one field.
 */
function areReported(kind: DocumentKind, rules: readonly PathRule[]): boolean {
  const values = rules.map(valuesTakenBy);
  const mostValues = Math.max(0, ...values.map(({ length }) => length));
  return Array.from({ length: mostValues + 1 }, (_, turn) => turn).some((turn) => {
    const changed = rules.reduce<readonly Document[]>(
      (before, rule, at) => withField(before, kind, rule, values[at]?.[turn - 1]),
      documents,
    );
    return reportsOf(changed) !== reports;
  });
}

/** The documents with another value of a field, once in each document of a kind; without a value they lack it. */
function withField(
  before: readonly Document[],
  kind: DocumentKind,
  rule: PathRule,
  value: JsonValue | undefined,
): readonly Document[] {
  const schema = schemaOfKind(kind) ?? [];
  const pathsIn = (document: Document): readonly string[] =>
    document.kind === kind
      ? Object.keys(document.registers).filter((path) => findPathRule(schema, path) === rule)
      : [];
  const isInSample = documents.some((document) => pathsIn(document).length > 0);
  return before.map((document) => {
    if (document.kind !== kind) return document;
    const paths = isInSample ? pathsIn(document) : [samplePathOf(rule.pattern)];
    const changed = value === undefined ? paths : paths.slice(0, 1);
    return changed.reduce((one, path) => withValue(one, Path.parse(path), value), document);
  });
}

/** The document with another value, as old as the value before: the date of a report is no field. */
function withValue(document: Document, path: Path, value: JsonValue | undefined): Document {
  const { [path]: before, ...others } = document.registers;
  const head = before?.heads[0] ?? { dot: dotOf(deviceA, 1), stamp: [0, 0] as const };
  const registers = value === undefined ? others : { ...others, [path]: { heads: [{ ...head, value }] } };
  return { ...document, registers };
}

/** Items of the sample by area, for fields that it lacks. */
const sampleItems: Readonly<Record<string, string>> = {
  answers: 'D3.2',
  findings: 'f1',
  recommendations: 'r1',
  items: 'i1',
  sessions: 's1',
  objectives: 'LO1',
  participants: 'p1',
  'test-sheets': 'before1',
  entries: 'e1',
  lessons: 'l1',
  'state-comments': 'c1',
  meetings: 'm1',
  'key-messages': 'k1',
  report: 'summary',
};

function samplePathOf(pattern: string): Path {
  const [area = '', ...parts] = pattern.split('/');
  const item = sampleItems[area];
  return examplePathOf(item === undefined ? pattern : [area, ...parts.with(0, item)].join('/'));
}

describe.each(knownDocumentKinds.filter(isReportedKind).map((kind) => [kind]))(
  'the reports about fields of %s',
  (kind) => {
    const rules = schemaOfKind(kind) ?? [];
    const listed = unreportedFields.flatMap((one) => (one.kind === kind ? one.patterns : []));
    const isListed = ({ pattern }: PathRule): boolean =>
      listed.includes(pattern) || unreportedEverywhere.includes(pattern);

    it('show each of them, or a list tells why not', () => {
      const missed = rules.filter((rule) => !isListed(rule) && !areReported(kind, [rule]));
      expect(
        missed.map(({ pattern }) => pattern),
        `no report shows these fields: give each a row in domain/report, or name the reason in ${listFile}`,
      ).toEqual([]);
    });

    it('show none that the list names', () => {
      const unreported = rules.filter(isListed);
      const shown = areReported(kind, unreported)
        ? unreported.filter((rule) => areReported(kind, [rule]))
        : [];
      expect(
        shown.map(({ pattern }) => pattern),
        `reports show these fields: take them out of ${listFile}`,
      ).toEqual([]);
    });

    it('have a field for each pattern in the list', () => {
      expect(listed.filter((pattern) => rules.every((rule) => rule.pattern !== pattern))).toEqual([]);
    });
  },
);
