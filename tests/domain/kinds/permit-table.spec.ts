import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { InstrumentStatus } from '#domain/instrument/instrument-kind.ts';
import { isReleasableKind, mayReleaseHeldOps, permitWrite } from '#domain/kinds/permit.ts';
import { MissionStatus } from '#domain/mission/mission.ts';
import { type KnownDocumentKind, pathClassesByKind } from '#domain/path-rules/path-classes.ts';
import { Role } from '#domain/people/role.ts';
import { RequestStatus } from '#domain/request/request.ts';
import { TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { aDocument, anOp, deviceB } from '#tests/support/builders/ops.ts';

const file = path.join(import.meta.dirname, '../../../docs/roles.md');
const blocks = new Map(
  [...readFileSync(file, 'utf8').matchAll(/<!-- generated: ([a-z-]+) -->([^]*?)<!-- end -->/g)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

/** A path of each part, as the tables name them. */
const paths: { readonly [kind in KnownDocumentKind]: { readonly [part: string]: string } } = {
  assessment: {
    about: 'institution/name',
    ratings: 'answers/D1.1/level',
    decisions: 'targets/D1.1',
    findings: 'recommendations/r1/text',
    notes: 'notes/n1',
    comments: 'comments/c1/text',
    overrides: 'answers/D1.1/override',
    review: 'review/points/p1/text',
    replies: 'review/replies/p1/text',
    'sign-off': 'sign-off/adviser',
  },
  workshop: {
    about: 'title',
    agenda: 'sessions/s1/minutes',
    'session-notes': 'sessions/s1/notes',
    participants: 'participants/p1/institution',
    attendance: 'attendance/1-am/p1',
    tests: 'test-sheets/s1/sheet',
    lessons: 'lessons/l1/context',
    'lesson-steps': 'lessons/l1/status',
  },
  mission: {
    about: 'title',
    team: 'team/one/function',
    preparation: 'purpose',
    decisions: 'national/D1.1',
    exports: 'exports/x1',
  },
  instrument: { edition: 'content/0' },
  'workshop-template': { edition: 'content/0' },
  'action-plan': { about: 'title', items: 'items/i1/lead', progress: 'items/i1/progress' },
  request: { about: 'reference', steps: 'steps/clarify', triage: 'tests/formal' },
  programme: { period: 'ends-on', facts: 'name', vaults: 'erase-after', 'seal-keys': 'seal-keys/me' },
};
const statuses: { readonly [kind in KnownDocumentKind]: readonly string[] } = {
  assessment: AssessmentStatus.options,
  workshop: WorkshopStatus.options,
  mission: MissionStatus.options,
  instrument: InstrumentStatus.options,
  'workshop-template': TemplateStatus.options,
  // A plan has no status.
  'action-plan': [],
  request: RequestStatus.options,
  programme: [],
};
// Keys of a table that has every kind.
const kinds = Object.keys(paths) as readonly KnownDocumentKind[];

describe.each(kinds)('rights over a %s are those of docs/roles.md', (documentKind) => {
  const states = ['new', ...statuses[documentKind]];

  test('[J5, M7] every role, part and state', () => {
    const { rows } = tableOf(`${documentKind}-parts`);
    const locked = lockedOf(documentKind);
    expect([...rows.keys()]).toEqual(
      pathClassesByKind[documentKind].filter((pathClass) => pathClass !== 'status'),
    );
    for (const role of Role.options)
      for (const [part, [, writers = '']] of rows)
        for (const state of states) {
          const isOpen = !locked.includes(state) || role === 'reviewer';
          const expected = namesIn(writers).includes(role) && isOpen;
          expect(
            may(documentKind, [role], paths[documentKind][part] ?? '', 'x', state),
            `${role} ${part} ${state}`,
          ).toBe(expected);
        }
  });

  test('[J5] every role, and every step from one state to another', () => {
    const { heading, rows } = tableOf(`${documentKind}-steps`);
    const columnOf = (role: Role) => heading.findIndex((roles) => namesIn(roles).includes(role));
    const steps = new Map(
      [...rows].flatMap(([from, cells]) => namesIn(from).map((state) => [state, cells] as const)),
    );
    expect(new Set(steps.keys())).toEqual(new Set(statuses[documentKind].length > 0 ? states : []));
    for (const role of Role.options)
      for (const from of states)
        for (const to of statuses[documentKind]) {
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
  expect(kinds.filter((kind) => isReleasableKind(DocumentKind.parse(kind)))).toEqual([
    'assessment',
    'workshop',
    'mission',
    'action-plan',
    'request',
  ]);
});

test('[M3] during a conflict about the status, a step that either status allows is accepted', () => {
  const disputed = write('status', 'consolidated', write('status', 'quality-review', blank('assessment'), 2));
  expect(disputed.registers[Path.parse('status')]?.heads).toHaveLength(2);
  const step = anOp({ path: Path.parse('status'), value: 'draft' });
  expect(permitWrite(['lead'], step, disputed).ok).toBe(true);
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
