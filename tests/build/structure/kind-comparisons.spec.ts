import { expect, test } from 'vitest';
import { kindComparisonFigure } from '#build/structure/kind-comparisons.mjs';
import { parseSource } from '#build/structure/source-files.mjs';

const kinds = parseSource(
  'domain/visit.ts',
  "export const visitKind = DocumentKind.parse('site-visit');\nexport const planKind = DocumentKind.parse('plan');",
);
const found = (code: string): readonly string[] =>
  (kindComparisonFigure([kinds, parseSource('a.ts', code)]).findings ?? []).map(
    ({ location, text }) => `${location} ${text}`,
  );

test('a comparison with a constant of a kind is found on either side, and as a case', () => {
  expect(
    found('a(kind === visitKind);\nb(planKind !== kind);\nswitch (kind) { case visitKind: c(); }'),
  ).toEqual(['a.ts:1 === visitKind', 'a.ts:2 planKind !==', 'a.ts:3 case visitKind:']);
});

test("a comparison of a document's kind with its text is found", () => {
  expect(found("a(document.kind === 'site-visit');")).toEqual(["a.ts:1 document.kind === 'site-visit'"]);
});

test('a table by kind, a comment and another union are no comparison', () => {
  expect(
    found("const table = { [visitKind]: 1 };\n// kind === visitKind\na(subject.kind === 'plan');"),
  ).toEqual([]);
});
