import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { admitOp } from '#domain/kinds/admit-op.ts';
import { Role } from '#domain/people/role.ts';
import { aDocument, anOp, aTextOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const write = (path: string, value: JsonValue) =>
  anOp({ dot: dotOf(deviceB, 1), path: Path.parse(path), value });
const status = (value: string): Document =>
  applyOpToDocument(
    emptyDocument(aDocument, DocumentKind.parse('assessment')),
    anOp({ path: Path.parse('status'), value }),
    () => false,
  );
const verdict = (role: Role, path: string, value: JsonValue, previousDocument?: Document): string => {
  const admitted = admitOp(write(path, value), [role], previousDocument);
  return admitted.ok ? 'yes' : admitted.refusal.kind;
};

describe('[A2] the status of a lesson', () => {
  const step = (role: Role, to: string): string => {
    const op = { ...write('lessons/l1/status', to), kind: DocumentKind.parse('workshop') };
    const admitted = admitOp(op, [role], emptyDocument(aDocument, DocumentKind.parse('workshop')));
    return admitted.ok ? 'yes' : admitted.refusal.kind;
  };
  it.each<Role>(['trainer', 'rapporteur', 'lead', 'mission-lead'])('is validated by no %s', (role) => {
    expect(['noted', 'reviewed'].map((to) => step(role, to))).toEqual(['yes', 'yes']);
    expect(['validated', 'published', 'retired'].map((to) => step(role, to))).toEqual([
      'roleMayNotMove',
      'roleMayNotMove',
      'roleMayNotMove',
    ]);
  });
  it.each<Role>(['reviewer', 'manager'])('is validated by a %s', (role) => {
    expect(['validated', 'published', 'retired'].map((to) => step(role, to))).toEqual(['yes', 'yes', 'yes']);
  });
});

describe('write permissions', () => {
  // One row for each role: rate, comment, submit, finalize, rate after `final`.
  it.each<[Role, string, string, string, string, string]>([
    ['assessor', 'yes', 'yes', 'yes', 'roleMayNotFinalize', 'documentIsFinal'],
    ['lead', 'yes', 'yes', 'yes', 'roleMayNotFinalize', 'documentIsFinal'],
    ['trainer', 'roleMayNotWrite', 'yes', 'roleMayNotWrite', 'roleMayNotFinalize', 'documentIsFinal'],
    ['rapporteur', 'roleMayNotWrite', 'yes', 'roleMayNotWrite', 'roleMayNotFinalize', 'documentIsFinal'],
    ['mission-lead', 'yes', 'yes', 'yes', 'roleMayNotFinalize', 'documentIsFinal'],
    ['adviser', 'roleMayNotWrite', 'yes', 'roleMayNotWrite', 'roleMayNotFinalize', 'documentIsFinal'],
    ['reviewer', 'roleMayNotWrite', 'yes', 'yes', 'yes', 'roleMayNotWrite'],
    [
      'manager',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotFinalize',
      'documentIsFinal',
    ],
    [
      'me-officer',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotFinalize',
      'documentIsFinal',
    ],
    [
      'partner',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotFinalize',
      'documentIsFinal',
    ],
    ['dpo', 'roleMayNotWrite', 'roleMayNotWrite', 'roleMayNotWrite', 'roleMayNotFinalize', 'documentIsFinal'],
    [
      'admin',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotFinalize',
      'documentIsFinal',
    ],
  ])('[J5] %s', (role, rates, comments, handsIn, finalizes, ratesFinal) => {
    expect([
      verdict(role, 'answers/D1.1/level', 3),
      verdict(role, 'comments/c1/text', 'Which year?'),
      verdict(role, 'status', 'quality-review'),
      verdict(role, 'status', 'final'),
      verdict(role, 'answers/D1.1/level', 3, status('final')),
    ]).toEqual([rates, comments, handsIn, finalizes, ratesFinal]);
  });

  it.each<[Role, string]>([
    ['assessor', 'yes'],
    ['lead', 'yes'],
    ['trainer', 'roleMayNotWrite'],
    ['partner', 'roleMayNotWrite'],
  ])('[M7] a final assessment lets the %s move a recommendation: %s', (role, moves) => {
    const path = 'recommendations/r1/status';
    expect(verdict(role, path, 'implemented', status('final'))).toBe(moves);
    expect(verdict(role, path, 'implemented', status('superseded'))).toBe('documentIsFinal');
    expect(verdict(role, 'recommendations/r1/text', 'x', status('final'))).toBe('documentIsFinal');
  });

  it('[J5] every role has its row above', () => {
    expect(Role.options.length).toBe(12);
  });

  it('[M7] only a single, undisputed final locks', () => {
    const disputed = applyOpToDocument(status('final'), write('status', 'fieldwork'), () => false);
    expect(verdict('assessor', 'answers/D1.1/level', 3, disputed)).toBe('yes');
  });
});

describe('admission to a document', () => {
  it.each<[string, string, JsonValue, string]>([
    ['a level that is not one', 'answers/D1.1/level', 9, 'invalidValue'],
    ['a path that nothing asks for', 'answers/D1.1/mood', 'good', 'unknownPath'],
    ['a value where a text belongs', 'notes/a/b', 1, 'unknownPath'],
    ['evidence of any shape', 'answers/D1.1/evidence/e1/title', 'Register of tools', 'yes'],
  ])('[J5] %s', (_name, path, value, expected) => {
    expect(verdict('assessor', path, value)).toBe(expected);
  });

  it('[M4] a path holds either values or text: the second sort is held', () => {
    const textOp = aTextOp(dotOf(deviceA, 1), 'a note');
    const previousDocument = applyOpToDocument(emptyDocument(aDocument, textOp.kind), textOp, () => false);
    expect(verdict('assessor', textOp.path, 'a value', previousDocument)).toBe('mixedSort');
  });

  it('[J5] a document keeps its kind', () => {
    expect(verdict('assessor', 'title', 'x', emptyDocument(aDocument, DocumentKind.parse('workshop')))).toBe(
      'otherKind',
    );
  });
});
