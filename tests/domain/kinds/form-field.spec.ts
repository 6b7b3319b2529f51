import { expect, test } from 'vitest';
import { knownDocumentKinds, pathRuleOf, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import { knownKindOf } from '#domain/path-rules/path-classes.ts';

test('a field has the length of its rule', () => {
  const field = (name: string) => formFieldOf({ kind: 'request' }, name).mostLetters;
  expect([field('authority'), field('purpose'), field('languages'), field('state')]).toEqual([
    400,
    20_000,
    400,
    undefined,
  ]);
});

test('a field has the choices of its enumeration, also where it holds several', () => {
  const choices = (kind: 'mission' | 'request', name: string) => formFieldOf({ kind }, name).choices;
  expect([choices('request', 'channel'), choices('request', 'areas'), choices('mission', 'status')]).toEqual([
    'requestChannel',
    'requestArea',
    'missionStatus',
  ]);
});

test('a list with a text that is too long, or one too many, is not accepted', () => {
  const { accepts } = formFieldOf({ kind: 'request' }, 'languages');
  expect([['fr'], ['x'.repeat(401)], Array<string>(51).fill('fr')].map((value) => accepts(value))).toEqual([
    true,
    false,
    false,
  ]);
});

test('words of people are checked for personal data, facts are not', () => {
  const words = ['authority', 'reference', 'attachments', 'channel', 'languages'];
  expect(words.filter((name) => formFieldOf({ kind: 'request' }, name).isCheckedForPersonalData)).toEqual([
    'authority',
    'reference',
    'attachments',
  ]);
});

test('a part of an object in one register has a field of its own', () => {
  const partner = { kind: 'programme', below: 'partners/*' } as const;
  expect(formFieldOf(partner, 'name')).toMatchObject({
    valueKind: 'line',
    label: 'path.partner.name',
    mostLetters: 200,
  });
  expect(formFieldOf(partner, 'areas').choices).toBe('mandateArea');
  expect([['policy'], ['unknown']].map(formFieldOf(partner, 'areas').accepts)).toEqual([true, false]);
});

test('a field that waits for no check on the laptop is not checked in a form', () => {
  const session: FormSubject = { kind: 'workshop', below: 'sessions/*' };
  expect(['lead', 'room'].map((name) => formFieldOf(session, name).isCheckedForPersonalData)).toEqual([
    false,
    true,
  ]);
});

test('a name that no rule has is refused', () => {
  expect(() => formFieldOf({ kind: 'mission' }, 'unknown')).toThrow('no path rule');
  expect(() => formFieldOf({ kind: 'programme', below: 'partners/*' }, 'unknown')).toThrow('no path rule');
});

test('every path that a screen shows is the field of a form', () => {
  for (const documentKind of knownDocumentKinds) {
    const kind = knownKindOf(documentKind);
    for (const pathRule of schemaOfKind(documentKind) ?? []) {
      const isFirst = pathRuleOf(documentKind, pathRule.pattern) === pathRule;
      if (kind === null || pathRule.field === null || pathRule.holds === 'text' || !isFirst) continue;
      expect(formFieldOf({ kind }, pathRule.pattern).label).toBe(pathRule.field[1]);
    }
  }
});
