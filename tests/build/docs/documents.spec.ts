import { expect, test } from 'vitest';
import { documentBlocks, findStaleDocuments } from '#build/docs/documents.ts';
import { replaceGeneratedBlocks } from '#build/docs/markdown.ts';
import { retentionTables } from '#build/docs/retention-tables.ts';
import { rolesTables } from '#build/docs/roles-tables.ts';
import * as rights from '#domain/kinds/rights.ts';
import { buildProcessingRegister, type ProcessingRegisterLine } from '#domain/privacy/processing-register.ts';

const staleWith = (changed: ReturnType<typeof documentBlocks>): readonly string[] => [
  ...findStaleDocuments({ ...documentBlocks(), ...changed }).keys(),
];

test('the tables of documents are as the code', () => {
  expect([...findStaleDocuments().keys()]).toEqual([]);
});

test('a changed right to write makes docs/roles.md stale', () => {
  const { assessment } = rights.contentRightsByKind;
  const contentRightsByKind: typeof rights.contentRightsByKind = {
    ...rights.contentRightsByKind,
    assessment: { ...assessment, ratings: [...(assessment.ratings ?? []), 'reviewer'] },
  };
  expect(staleWith({ 'docs/roles.md': rolesTables({ ...rights, contentRightsByKind }) })).toEqual([
    'docs/roles.md',
  ]);
});

test('a changed step between statuses makes docs/roles.md stale', () => {
  const mayChangeStatus: typeof rights.mayChangeStatus = (documentKind, roles, from, to) =>
    (documentKind === 'mission' && roles.includes('trainer') && to === 'closed') ||
    rights.mayChangeStatus(documentKind, roles, from, to);
  expect(staleWith({ 'docs/roles.md': rolesTables({ ...rights, mayChangeStatus }) })).toEqual([
    'docs/roles.md',
  ]);
});

test('an unlocked status makes docs/roles.md stale', () => {
  const lifecyclesByKind: typeof rights.lifecyclesByKind = {
    ...rights.lifecyclesByKind,
    assessment: { ...rights.lifecyclesByKind.assessment, locked: ['final'] },
  };
  expect(staleWith({ 'docs/roles.md': rolesTables({ ...rights, lifecyclesByKind }) })).toEqual([
    'docs/roles.md',
  ]);
});

test.each<[string, Partial<ProcessingRegisterLine>]>([
  ['period', { retention: [{ after: 'programmeEnd', years: 7 }] }],
  ['mark', { mark: 'U' }],
  ['way off the laptop', { mayLeaveDevice: 'no' }],
  ['clock', { clocks: ['headquarters'] }],
  ['enforcement', { carriedOut: 'notYet' }],
])('a changed %s of a data group makes docs/retention.md stale', (_name, change) => {
  const registerLines = buildProcessingRegister(null).map((line) =>
    line.group === 'missionTeam' ? { ...line, ...change } : line,
  );
  expect(staleWith({ 'docs/retention.md': retentionTables(registerLines) })).toEqual(['docs/retention.md']);
});

test('a new data group makes docs/retention.md stale', () => {
  const registerLines = buildProcessingRegister(null);
  const without = registerLines.filter(({ group }) => group !== 'stateComments');
  expect(staleWith({ 'docs/retention.md': retentionTables(without) })).toEqual(['docs/retention.md']);
});

test('a block without a marker, or a marker without a block, is a problem', () => {
  const document = '<!-- generated: one -->\n\nold\n<!-- end -->\n';
  expect(replaceGeneratedBlocks(document, { one: 'new\n' })).toBe(
    '<!-- generated: one -->\n\nnew\n\n<!-- end -->\n',
  );
  expect(() => replaceGeneratedBlocks(document, {})).toThrow('no table has the name one');
  expect(() => replaceGeneratedBlocks(document, { one: '', two: '' })).toThrow('no marker for two');
});
