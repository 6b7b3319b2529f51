import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Instrument, type NodeDefinition, QuestionId } from '#forms/model/instrument.ts';
import { exportXlsForm, workbookOfSheets } from '#forms/xlsform/export-xlsform.ts';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';

// import(export(x)) equals x, also for unlikely instruments: any words and ids, and all parts without a column in
// XLSForm.

const aText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    ' two  spaces ',
    '\u201ccurly\u201d',
    'a\u00a0b',
    '<svg onload=x>',
    '=1+1',
    'line\nline',
    '{"a":1}',
    'yes',
    'today()',
    '\u0633\u0644\u0627\u0645',
  ),
);
const safe = aText.filter((text) => !text.includes('${'));
const aName = fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,6}$/).filter((name) => name !== 'meta');
const someExpression = fc.constantFrom('true()', 'false()', '. > 3', "selected(., 'a')", '1 + 1', 'today()');
const languages = ['', 'French (fr)', 'Arabic (ar)'];
const words = fc.dictionary(
  fc.constantFrom(...languages),
  safe.filter((text) => text !== ''),
  { minKeys: 1 },
);
const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined, freq: 2 });
const record = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}(::[a-z]{1,4})?$/), safe, { maxKeys: 2 });

interface Seed {
  readonly kind: 'question' | 'note' | 'group' | 'repeat';
  readonly named: Record<string, unknown>;
  readonly question: Record<string, unknown>;
  readonly children: readonly Seed[];
}

const named = fc.record({
  qid: fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/).filter((text) => QuestionId.safeParse(text).success),
  name: aName,
  label: optional(words),
  hint: optional(words),
  guidance: optional(words),
  media: optional(fc.record({ image: words, audio: words }, { requiredKeys: [] })),
  relevant: optional(someExpression),
  appearance: optional(
    fc.array(fc.constantFrom('minimal', 'field-list', "search('f, g')", 'w1'), { maxLength: 2 }),
  ),
  extra: optional(record),
});
const question = fc.record({
  type: fc.constantFrom(
    'text',
    'integer',
    'decimal',
    'select_one',
    'select_multiple',
    'rank',
    'range',
    'date',
    'dateTime',
    'acknowledge',
    'geopoint',
    'image',
    'file',
    'calculate',
    'indicator',
  ),
  preload: optional(fc.constantFrom('start', 'uid', 'deviceid', 'odd one')),
  choices: optional(
    fc.oneof(
      fc.constant({ list: 'l1' }),
      fc.record({
        list: fc.constantFrom('l1', 'f1', 'gone'),
        filter: someExpression,
        randomize: fc.constantFrom({}, { seed: '42' }),
      }),
      fc.constant({ nodeset: "instance('f1')/root/item[a = 1]", value: 'name', label: 'label' }),
    ),
  ),
  required: optional(someExpression),
  requiredMessage: optional(words),
  constraint: optional(someExpression),
  constraintMessage: optional(words),
  readOnly: optional(someExpression),
  calculation: optional(someExpression),
  default: optional(safe),
  parameters: optional(fc.dictionary(fc.constantFrom('start', 'end', 'rows', 'Odd'), safe, { maxKeys: 2 })),
});
const seedOver = (children: fc.Arbitrary<readonly Seed[]>): fc.Arbitrary<Seed> =>
  fc.record({
    kind: fc.constantFrom('question', 'question', 'note', 'group', 'repeat'),
    named,
    question,
    children,
  });
const leaf = seedOver(fc.constant([]));
const seed = seedOver(fc.array(seedOver(fc.array(leaf, { maxLength: 2 })), { maxLength: 3 }));

/** Absent and undefined are the same in JSON, the stored form. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Repeats have names of their own in the whole form: XLSForm asks for that. */
function nodesOf(seeds: readonly Seed[], ids: Set<string>): readonly NodeDefinition[] {
  const names = new Set<string>();
  return seeds.flatMap(({ kind, named: own, question: asked, children }) => {
    const name = unused(kind === 'repeat' ? `r${ids.size}` : String(own['name']), names);
    const base = { ...own, name, qid: unused(String(own['qid']), ids) };
    const node =
      kind === 'question'
        ? { kind, ...base, ...asked }
        : kind === 'note'
          ? { kind, ...base }
          : { kind, ...base, nodes: nodesOf(children, ids) };
    return [stored(node) as NodeDefinition];
  });
}

function unused(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let at = 2; taken.has(name.toLowerCase()); at += 1) name = `${wanted.slice(0, 8)}_${at}`;
  taken.add(name.toLowerCase());
  return name;
}

const choice = fc.record({ name: aName, label: optional(words), columns: optional(record) });
const anInstrument = fc
  .record({
    seeds: fc.array(seed, { maxLength: 5 }),
    choices: fc.array(choice, { minLength: 1, maxLength: 4 }),
    title: safe.filter((text) => text !== ''),
    version: fc.stringMatching(/^[0-9]{0,6}$/),
    defaultLanguage: fc.constantFrom(...languages),
    settings: fc.dictionary(fc.stringMatching(/^[a-z]{6,9}$/), safe, { maxKeys: 2 }),
    scoring: optional(fc.constant({ scale: 5, gates: ['a'] })),
    texts: optional(fc.constant({ 'welcome-1': { '': 'Hello' } })),
  })
  .map(({ seeds, choices, title, ...rest }) =>
    Instrument.parse(
      stored({
        id: 'generated',
        title: { [rest.defaultLanguage]: title },
        languages,
        rootName: 'data',
        nodes: nodesOf(seeds, new Set()),
        choiceLists: [
          { name: 'l1', choices: uniqueNames(choices) },
          { name: 'f1', file: 'f1.csv', choices: [{ name: 'x', label: { '': 'X' }, columns: { a: '1' } }] },
        ],
        source: { kind: 'xlsform', file: 'generated.xlsx' },
        ...rest,
      }),
    ),
  );

function uniqueNames<T extends { readonly name: string }>(choices: readonly T[]): readonly T[] {
  const names = new Set<string>();
  return choices.map((one) => ({ ...one, name: unused(one.name, names) }));
}

test('an instrument is the same after it was written as a workbook and read again', () => {
  fc.assert(
    fc.property(anInstrument, (instrument) => {
      const { sheets, files } = exportXlsForm(instrument);
      const { instrument: read, diagnostics } = importXlsForm(workbookOfSheets(sheets), {
        file: 'generated.xlsx',
        csv: files,
      });
      expect({
        read: stored(read),
        errors: diagnostics.filter(({ severity }) => severity === 'error'),
      }).toEqual({ read: instrument, errors: [] });
    }),
    { seed: 20_261_125, numRuns: 400 },
  );
});
