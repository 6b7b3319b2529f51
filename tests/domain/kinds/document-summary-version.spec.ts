import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { type DocumentKind, dotOf } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { documentSummaryVersion, summarizeDocument } from '#domain/kinds/document-summary.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { aDocument, deviceA } from '#tests/support/builders/ops.ts';
import { valuesTakenBy } from '#tests/support/builders/rule-values.ts';
import { readSource } from '#tests/support/repository/source-files.ts';

const pinFile = 'tests/domain/kinds/document-summary-hashes.txt';

/** Statuses of several kinds, before and after the steps that facts depend on. */
const statuses = ['draft', 'consolidated', 'shared', 'final', 'planned'];

/** A document with a value in every field that takes one, and its flags all set or all unset. */
function filledDocument(documentKind: DocumentKind, status: string, flag: boolean): Document {
  const registers = (schemaOfKind(documentKind) ?? []).flatMap((pathRule) => {
    const path = examplePathOf(pathRule.pattern);
    const [value] = path === 'status' ? [status] : valuesTakenBy(pathRule);
    if (value === undefined || path.endsWith('removed') || isCausalContextPath(path)) return [];
    const head = { dot: dotOf(deviceA, 1), stamp: [1, 0] as const, value: value === true ? flag : value };
    return [[path, { heads: [head] }] as const];
  });
  return { ...emptyDocument(aDocument, documentKind), registers: Object.fromEntries(registers) };
}

test('a change of summaries raises their version: stored lists are then made again', () => {
  const summaries = knownDocumentKinds.flatMap((documentKind) =>
    statuses.flatMap((status) =>
      [true, false].map((flag) => [
        documentKind,
        status,
        summarizeDocument(filledDocument(documentKind, status, flag)),
      ]),
    ),
  );
  const hash = createHash('sha256').update(JSON.stringify(summaries)).digest('hex');
  const pinned = new Map(
    readSource(pinFile)
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  const version = String(documentSummaryVersion);
  const remedy = pinned.has(version)
    ? `raise documentSummaryVersion in domain/kinds/document-summary.ts, for its summaries changed`
    : `append the line "${version} ${hash}" to ${pinFile}`;
  expect(pinned.get(version), `version ${version} of summaries: ${remedy}`).toBe(hash);
});
