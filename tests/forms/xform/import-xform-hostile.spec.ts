import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerValue, FormInstance, FormNode } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import { importXForm } from '#forms/xform/import-xform.ts';
import { anEnvironment, everyNode } from '#tests/support/builders/an-open-form.ts';

// `npm run fuzz` goes on with other seeds.
const seed = Number(process.env['FIELDBOOK_SEED'] ?? 20_261_125);
const numRuns = Math.min(Number(process.env['FIELDBOOK_ROUNDS'] ?? 150), 1_000);

const folder = path.join(import.meta.dirname, '../../data/forms/xform');
const forms = fs
  .readdirSync(folder)
  .sort()
  .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));

const fragments = [
  '../..',
  '/',
  '.',
  '//*',
  '1',
  "instance('x')",
  '/data',
  'position(..)',
  'count(//*)',
  '',
  '${a}',
];

/** One way to damage a text: cut, repeat, delete a key, or replace the text between two quotes. */
const Spoiling = fc.record({
  way: fc.constantFrom('cut', 'repeat', 'strike', 'value'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.nat({ max: 60 }),
  fragment: fc.constantFrom(...fragments),
});
type Spoiling = typeof Spoiling extends fc.Arbitrary<infer One> ? One : never;

function spoilt(text: string, { way, at, length, fragment }: Spoiling): string {
  const from = Math.floor(text.length * at);
  const piece = text.slice(from, from + length);
  switch (way) {
    case 'cut':
      return text.slice(0, from) + text.slice(from + length);
    case 'repeat':
      return text.slice(0, from) + piece + text.slice(from);
    case 'strike':
      return text.slice(0, from) + String.fromCharCode(32 + length) + text.slice(from + 1);
    case 'value': {
      const values = [...text.matchAll(/="[^"]*"/g)];
      const value = values[Math.floor(values.length * at)];
      if (value === undefined) return text;
      return text.slice(0, value.index + 2) + fragment + text.slice(value.index + value[0].length - 1);
    }
  }
}

const answers: readonly (AnswerValue | null)[] = ['1', 7, 'abc', null, ['a'], -1];

/** Outcome for a file: refused with a reason, or a form that can be filled in. */
function fate(xml: string): string {
  const { instrument, diagnostics } = importXForm(xml, 'spoilt.xml');
  if (instrument === null)
    return diagnostics.some(({ severity, message }) => severity === 'error' && message !== '')
      ? 'refused'
      : 'lost';
  const opened = openForm(instrument, anEnvironment(), []);
  if (!opened.ok) return opened.refusal.length > 0 ? 'refused' : 'lost';
  const form = opened.value;
  form.begin();
  for (const [turn, answerValue] of answers.entries()) {
    const formQuestions = everyNode(form.nodes()).filter((node) => node.kind === 'question');
    const formQuestion = formQuestions[(turn * 7) % Math.max(formQuestions.length, 1)];
    if (formQuestion !== undefined)
      form.applyChanges([{ kind: 'value', at: formQuestion.address, value: answerValue }], 'typed');
    everyNode(form.nodes()).forEach(look);
  }
  return form.violations().length >= 0 && form.hiddenAnswers().length >= 0 ? 'filled in' : 'lost';
}

function look(node: FormNode | FormInstance): void {
  node.isRelevant();
  if (node.kind !== 'question') return;
  node.value();
  node.violation();
  node.choices();
  node.label();
  node.path();
}

test('a corrupted XForm is refused with a reason or becomes a usable form', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...forms),
      fc.array(Spoiling, { minLength: 1, maxLength: 4 }),
      (form, ways) => {
        expect(fate(ways.reduce(spoilt, form))).not.toBe('lost');
      },
    ),
    { seed, numRuns },
  );
});
