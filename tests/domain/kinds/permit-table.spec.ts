import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { schemaOfKind, statusesOfKind } from '#domain/kinds/document-kinds.ts';
import { isReleasableKind, mayReleaseHeldOps, permitWrite } from '#domain/kinds/permit.ts';
import { type KnownDocumentKind, pathClassesByKind } from '#domain/path-rules/path-classes.ts';
import { Role } from '#domain/people/role.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { aDocument, anOp, deviceB } from '#tests/support/builders/ops.ts';

const file = path.join(import.meta.dirname, '../../../docs/roles.md');
const blocks = new Map(
  [...readFileSync(file, 'utf8').matchAll(/<!-- generated: ([a-z-]+) -->([^]*?)<!-- end -->/g)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

// Keys of a table that has every kind.
const kinds = Object.keys(pathClassesByKind) as readonly KnownDocumentKind[];

describe.each(kinds)('rights over a %s are those of docs/roles.md', (documentKind) => {
  const statuses = statusesOfKind(documentKind);
  const states = ['new', ...statuses];

  test('[J5, M7] every role, path and state', () => {
    const { rows } = tableOf(`${documentKind}-parts`);
    const locked = lockedOf(documentKind);
    const content = (schemaOfKind(documentKind) ?? []).filter(({ rights }) => rights !== 'status');
    expect([...rows.keys()]).toEqual(
      pathClassesByKind[documentKind].filter((pathClass) => pathClass !== 'status'),
    );
    expect(new Set(content.map(({ rights }) => rights))).toEqual(new Set(rows.keys()));
    for (const role of Role.options)
      for (const { pattern, rights } of content)
        for (const state of states) {
          const [, writers = ''] = rows.get(rights) ?? [];
          const isOpen =
            !locked.includes(state) ||
            role === 'reviewer' ||
            (state === 'final' && rights === 'recommendation-steps');
          const expected = namesIn(writers).includes(role) && isOpen;
          expect(
            may(documentKind, [role], examplePathOf(pattern), 'x', state),
            `${role} ${pattern} ${state}`,
          ).toBe(expected);
        }
  });

  test('[J5] every role, and every step from one state to another', () => {
    const { heading, rows } = tableOf(`${documentKind}-steps`);
    const columnOf = (role: Role) => heading.findIndex((roles) => namesIn(roles).includes(role));
    const steps = new Map(
      [...rows].flatMap(([from, cells]) => namesIn(from).map((state) => [state, cells] as const)),
    );
    expect(new Set(steps.keys())).toEqual(new Set(statuses.length > 0 ? states : []));
    for (const role of Role.options)
      for (const from of states)
        for (const to of statuses) {
          const cell = steps.get(from)?.[columnOf(role)] ?? '-';
          const expected = cell === 'any' || namesIn(cell).includes(to);
          expect(may(documentKind, [role], 'status', to, from), `${role} ${from} > ${to}`).toBe(expected);
        }
  });
});

test('[J5] a rater does not approve, even with another role in the log', () => {
  for (const role of ['assessor', 'lead', 'mission-lead'] as const) {
    const both: readonly Role[] = [role, 'reviewer'];
    expect(may('assessment', both, 'status', 'final', 'quality-review')).toBe(false);
    expect(may('assessment', both, 'answers/D1.1/level', 'x', 'final')).toBe(false);
    expect(mayReleaseHeldOps(both)).toBe(false);
  }
  expect(may('assessment', ['adviser', 'reviewer'], 'status', 'final', 'quality-review')).toBe(true);
  expect(Role.options.filter((role) => mayReleaseHeldOps([role]))).toEqual(['reviewer']);
});

test('[J5] a held change is releasable in every kind but published instruments and the programme', () => {
  expect(kinds.filter((kind) => !isReleasableKind(DocumentKind.parse(kind)))).toEqual([
    'instrument',
    'workshop-template',
    'programme',
  ]);
});

test('[M3] during a conflict about the status, a step that either status allows is accepted', () => {
  const disputed = write('status', 'consolidated', write('status', 'quality-review', blank('assessment'), 2));
  expect(disputed.registers[Path.parse('status')]?.heads).toHaveLength(2);
  const step = anOp({ path: Path.parse('status'), value: 'draft' });
  expect(permitWrite(['lead'], step, disputed).ok).toBe(true);
});

test('[A2] a submission is taken back only by somebody who has seen it', () => {
  const submitted = write('status', 'quality-review', blank('assessment'));
  const step = { path: Path.parse('status'), value: 'consolidated' };
  const seen = submitted.registers[Path.parse('status')]?.heads.map(({ dot }) => dot) ?? [];
  expect(permitWrite(['lead'], anOp({ ...step, over: seen }), submitted).ok).toBe(true);
  expect(permitWrite(['lead'], anOp({ ...step, over: [] }), submitted).ok).toBe(false);
});

function may(
  documentKind: KnownDocumentKind,
  roles: readonly Role[],
  at: string,
  value: string,
  state: string,
): boolean {
  const previousDocument =
    state === 'new' ? blank(documentKind) : write('status', state, blank(documentKind));
  const valueOp = anOp({
    dot: dotOf(deviceB, 9),
    kind: DocumentKind.parse(documentKind),
    path: Path.parse(at),
    value,
    over: dotsAt(previousDocument, at),
  });
  return permitWrite(roles, valueOp, previousDocument).ok;
}

const blank = (documentKind: KnownDocumentKind): Document =>
  emptyDocument(aDocument, DocumentKind.parse(documentKind));
const write = (at: string, value: string, previousDocument: Document, n = 1): Document =>
  applyOpToDocument(
    previousDocument,
    anOp({ dot: dotOf(deviceB, n), kind: previousDocument.kind, path: Path.parse(at), value }),
    () => false,
  );

function tableOf(block: string) {
  const lines = (blocks.get(block) ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { heading: head.slice(1), rows: new Map(rows.map(([name = '', ...cells]) => [name, cells])) };
}

const lockedOf = (documentKind: KnownDocumentKind): readonly string[] =>
  namesIn(/^Locked: ([^.]*)\./m.exec(blocks.get(`${documentKind}-parts`) ?? '')?.[1] ?? '');

const namesIn = (cell: string): readonly string[] => cell.split(', ');
