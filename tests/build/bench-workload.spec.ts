import { expect, it } from 'vitest';
import {
  createEdits,
  createSingleEdit,
  digestOfDocuments,
  readBackDocument,
  workloadRegistersOf,
} from '#bench/workload/registers.ts';
import { createWorkload, workloadDocumentsOf } from '#bench/workload/workload.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { isValueAccepted } from '#domain/path-rules/kind-schema.ts';

const whole = createWorkload();
const documents = workloadDocumentsOf(whole);

it('fills the documents that the peers fill, letter by letter', () => {
  expect(digestOfDocuments(documents as never)).toBe('1040:a023196825c731ab');
  expect(whole.assessments[0]?.title).toHaveLength(30);
});

it('makes the same 10,000 edits, of which 100 pairs are of one field', () => {
  const { all, byDevice } = createEdits(whole);
  expect(byDevice.map((edits) => edits.length)).toEqual([2_000, 2_000, 2_000, 2_000, 2_000]);
  expect(all.filter(({ pair }) => pair !== undefined)).toHaveLength(200);
  expect(all.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0)).toBe(879_109);
  expect(createSingleEdit(whole, 0).value).toHaveLength(120);
});

it('reads a document back from our registers as it was', () => {
  for (const filledDocument of [documents[0], documents.at(-1)]) {
    if (filledDocument === undefined) throw new Error('The workload is empty');
    const values = new Map(workloadRegistersOf(filledDocument).map(({ path, value }) => [path, value]));
    expect(readBackDocument(filledDocument, (path) => values.get(path))).toEqual(filledDocument);
  }
});

it('writes paths and values that the schemas of our documents take', () => {
  for (const filledDocument of [documents[0], documents.at(-1)]) {
    if (filledDocument === undefined) throw new Error('The workload is empty');
    const refused = workloadRegistersOf(filledDocument).filter(
      ({ path, value }) => !isValueAccepted(schemaOfKind(filledDocument.kind) ?? [], path, value),
    );
    expect(refused).toEqual([]);
  }
});
