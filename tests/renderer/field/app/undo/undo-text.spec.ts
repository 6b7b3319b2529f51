import { describe, expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type DocumentKind, Path } from '#domain/document/op.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { barredText, registersText } from '#renderer/field/app/undo/undo-text.ts';
import { createMessageTranslator, createTranslate } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import type { BarredAct } from '#renderer/store/api/undo-api.ts';

const say = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');
const court = documentWith(1, assessmentKind, { title: 'Court', 'findings/f1/text': 'No rules' });
const plan = documentWith(2, actionPlanKind, { 'items/i1/title': 'Draft rules' });
const { doc } = court;
const facts = {
  documents: new Map([court, plan].map((one) => [one.doc, one])),
  people: {},
};
const said = (...registers: readonly [DocumentKind, string, boolean | string][]) =>
  registersText(
    say,
    registers.map(([documentKind, path, value]) => ({
      doc: documentKind === assessmentKind ? doc : plan.doc,
      kind: documentKind,
      path: Path.parse(path),
      value,
    })),
    facts,
  );

describe('the sentence of an undo names the act as a person would', () => {
  test.each<[string, [DocumentKind, string, boolean | string]]>([
    ['removed Court', [assessmentKind, 'removed', false]],
    ['added Court', [assessmentKind, 'removed', true]],
    ['archived Court', [assessmentKind, 'archived', false]],
    ['Court taken out of the archive', [assessmentKind, 'archived', true]],
    ['added Plan item “Draft rules”', [actionPlanKind, 'items/i1/removed', true]],
    ['removed Finding “No rules”', [assessmentKind, 'findings/f1/removed', false]],
  ])('%s', (words, register) => {
    expect(said(register)).toBe(words);
  });

  test('a redo names the act that it repeats', () => {
    const register = { doc, kind: assessmentKind, path: Path.parse('removed') };
    const redone = (value: boolean) => registersText(say, [{ ...register, value }], facts, 'redo');
    expect([redone(true), redone(false)]).toEqual(['removed Court', 'added Court']);
  });

  test('a move by its own word, not by the removal that is a part of it', () => {
    expect(said([assessmentKind, 'removed', false], [assessmentKind, 'moved-to', ''])).toBe('moved Court');
  });

  test('an act on several items by its main one, and their number', () => {
    expect(said([actionPlanKind, 'items/i1/removed', true], [assessmentKind, 'findings/f1/text', ''])).toBe(
      'Finding “No rules”: Text and 1 more',
    );
  });
});

test.each<[BarredAct, RegExp]>([
  [
    { kind: 'registers', registers: [{ doc, kind: assessmentKind, path: Path.parse('status') }] },
    /^Your last act cannot be undone: Status\. .* when the reviewer returns it\.$/,
  ],
  [{ kind: 'rows', table: 'notes', isErased: true }, /you erased an interview note/],
  [{ kind: 'rows', table: 'notes', isErased: false }, /Change it in the note itself/],
  [{ kind: 'rows', table: 'deviceRecords', isErased: false }, /Change them in their list/],
  [{ kind: 'mission' }, /Bring it back under My missions/],
])('an act that nothing takes back says so, with the way that there is: %j', (barredAct, sentence) => {
  expect(barredText(say, barredAct, facts)).toMatch(sentence);
});
