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
function areReported(documentKind: DocumentKind, pathRules: readonly PathRule[]): boolean {
  const values = pathRules.map(valuesTakenBy);
  const mostValues = Math.max(0, ...values.map(({ length }) => length));
  return Array.from({ length: mostValues + 1 }, (_, turn) => turn).some((turn) => {
    const changedDocuments = pathRules.reduce<readonly Document[]>(
      (previousDocuments, pathRule, at) =>
        withField(previousDocuments, documentKind, pathRule, values[at]?.[turn - 1]),
      documents,
    );
    return reportsOf(changedDocuments) !== reports;
  });
}

/** The documents with another value of a field, once in each document of a kind; without a value they lack it. */
function withField(
  previousDocuments: readonly Document[],
  documentKind: DocumentKind,
  pathRule: PathRule,
  value: JsonValue | undefined,
): readonly Document[] {
  const kindSchema = schemaOfKind(documentKind) ?? [];
  const pathsIn = (document: Document): readonly string[] =>
    document.kind === documentKind
      ? Object.keys(document.registers).filter((path) => findPathRule(kindSchema, path) === pathRule)
      : [];
  const isInSample = documents.some((document) => pathsIn(document).length > 0);
  return previousDocuments.map((document) => {
    if (document.kind !== documentKind) return document;
    const paths = isInSample ? pathsIn(document) : [samplePathOf(pathRule.pattern)];
    const changed = value === undefined ? paths : paths.slice(0, 1);
    return changed.reduce((one, path) => withValue(one, Path.parse(path), value), document);
  });
}

/** The document with another value, as old as the value before: the date of a report is no field. */
function withValue(document: Document, path: Path, value: JsonValue | undefined): Document {
  const { [path]: previousRegister, ...others } = document.registers;
  const head = previousRegister?.heads[0] ?? { dot: dotOf(deviceA, 1), stamp: [0, 0] as const };
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
  (documentKind) => {
    const rules = schemaOfKind(documentKind) ?? [];
    const listed = unreportedFields.flatMap((one) => (one.kind === documentKind ? one.patterns : []));
    const isListed = ({ pattern }: PathRule): boolean =>
      listed.includes(pattern) || unreportedEverywhere.includes(pattern);

    it('show each of them, or a list tells why not', () => {
      const missed = rules.filter((rule) => !isListed(rule) && !areReported(documentKind, [rule]));
      expect(
        missed.map(({ pattern }) => pattern),
        `no report shows these fields: give each a row in domain/report, or name the reason in ${listFile}`,
      ).toEqual([]);
    });

    it('show none that the list names', () => {
      const unreported = rules.filter(isListed);
      const shownPathRules = areReported(documentKind, unreported)
        ? unreported.filter((rule) => areReported(documentKind, [rule]))
        : [];
      expect(
        shownPathRules.map(({ pattern }) => pattern),
        `reports show these fields: take them out of ${listFile}`,
      ).toEqual([]);
    });

    it('have a field for each pattern in the list', () => {
      expect(listed.filter((pattern) => rules.every((rule) => rule.pattern !== pattern))).toEqual([]);
    });
  },
);
