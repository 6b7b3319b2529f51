import { describe, expect, test } from 'vitest';
import { instrumentOf, nodesOf, problemsOf, read } from './read-form.ts';

describe('lenient input is accepted as in pyxform', () => {
  test('old names of columns and types, case, spaces, curly quotes and blank rows', () => {
    const old = `
      | Survey |
      | | Command | Value | Caption:en | bind:relevant | bind:required | Constraint Message:en | bind:constraint |
      | | Integer | age | Your  age | | yes | \u201cToo old\u201d | . < 130 |
      | | | | | | | | |
      | | begin group | home | Home | \${age} > 17 | | | |
      | | SELECT ONE from yn | own | Own? | | | | |
      | | end_group | | | | | | |
      | Choices |
      | | List name | Value | Caption:en |
      | | yn | y | Yes |`;
    const current = `
      | survey |
      | | type | name | label::en | relevant | required | constraint_message::en | constraint |
      | | integer | age | Your age | | yes | "Too old" | . < 130 |
      | | begin_group | home | Home | \${age} > 17 | | | |
      | | select_one yn | own | Own? | | | | |
      | | end_group | | | | | | |
      | choices |
      | | list_name | name | label::en |
      | | yn | y | Yes |`;
    expect(instrumentOf(old)).toEqual(instrumentOf(current));
    expect(nodesOf(current)[0]).toEqual({
      kind: 'question',
      qid: 'age',
      name: 'age',
      label: { en: 'Your age' },
      type: 'integer',
      required: 'true()',
      constraint: '. < 130',
      constraintMessage: { en: '"Too old"' },
    });
  });

  test('or_other adds the choice and the question for the other value', () => {
    const { nodes, choiceLists } = instrumentOf(`
      | survey |
      | | type | name | label |
      | | select_one fruit or_other | likes | Likes |
      | choices |
      | | list_name | name | label |
      | | fruit | fig | Fig |`);
    expect(choiceLists[0]?.choices.map(({ name }) => name)).toEqual(['fig', 'other']);
    expect(nodes[1]).toMatchObject({
      name: 'likes_other',
      type: 'text',
      relevant: "selected(../likes, 'other')",
    });
  });

  test('a table-list becomes a page with a heading of labels', () => {
    const [group] = nodesOf(`
      | survey |
      | | type | name | label | appearance |
      | | begin_group | t | Tick | table-list |
      | | select_one yn | a | A | |
      | | select_one yn | b | B | |
      | | end_group | | | |
      | choices |
      | | list_name | name | label |
      | | yn | y | Yes |`);
    expect(group).toMatchObject({ kind: 'group', appearance: ['field-list'] });
    expect(
      group?.kind === 'group' && group.nodes.map(({ name, appearance }) => [name, appearance?.join(' ')]),
    ).toEqual([
      ['generated_table_list_label_2', undefined],
      ['reserved_name_for_field_list_labels_3', 'label'],
      ['a', 'list-nolabel'],
      ['b', 'list-nolabel'],
    ]);
  });

  test('a loop is written out for each choice', () => {
    const [loop] = nodesOf(`
      | survey |
      | | type | name | label |
      | | begin loop over room | rooms | |
      | | integer | beds | Beds in %(label)s |
      | | end loop | | |
      | choices |
      | | list_name | name | label |
      | | room | a | Ward A |
      | | room | b | Ward B |`);
    expect(
      loop?.kind === 'group' &&
        loop.nodes.map((room) => [room.name, room.kind === 'group' && room.nodes[0]?.label?.['']]),
    ).toEqual([
      ['a', 'Beds in Ward A'],
      ['b', 'Beds in Ward B'],
    ]);
  });
});

describe('values that the form writes', () => {
  test('computed defaults are written when an assessment or row begins; plain defaults are values', () => {
    const [plain, computed, repeat] = nodesOf(`
      | survey |
      | | type | name | label | default |
      | | date | d | Day | 2026-03-01 |
      | | date | t | Today | today() |
      | | begin_repeat | r | R | |
      | | integer | n | N | 1 + 1 |
      | | end_repeat | | | |`);
    expect(plain).toMatchObject({ default: '2026-03-01' });
    expect(computed).toMatchObject({ actions: [{ on: 'first-load', value: 'today()' }] });
    expect(repeat?.kind === 'repeat' && repeat.nodes[0]).toMatchObject({
      actions: [
        { on: 'first-load', value: '1 + 1' },
        { on: 'new-instance', value: '1 + 1' },
      ],
    });
  });

  test('a trigger writes the calculation when its named question changes', () => {
    const [, stamp] = nodesOf(`
      | survey |
      | | type | name | label | calculation | trigger |
      | | text | a | A | | |
      | | dateTime | at | | now() | \${a} |`);
    expect(stamp).toMatchObject({
      type: 'calculate',
      actions: [{ on: 'changed', of: ['a'], value: 'now()' }],
    });
    expect(stamp).not.toHaveProperty('calculation');
  });

  test('a count beyond a plain reference is calculated in a separate node', () => {
    const nodeDefinitions = nodesOf(`
      | survey |
      | | type | name | label | repeat_count |
      | | begin_repeat | r | R | 2 + 1 |
      | | text | q | Q | |
      | | end_repeat | | | |`);
    expect(
      nodeDefinitions.map((nodeDefinition) => [
        nodeDefinition.name,
        nodeDefinition.kind === 'repeat' ? nodeDefinition.count : undefined,
      ]),
    ).toEqual([
      ['r_count', undefined],
      ['r', '${r_count}'],
    ]);
  });
});

describe('every problem is beside its cell', () => {
  test('names that are taken, types that are unknown, references that lead nowhere', () => {
    expect(
      problemsOf(`
      | survey |
      | | type | name | label | relevant |
      | | text | q | Q | |
      | | text | q | Q | |
      | | tixt | r | R | |
      | | text | s | \${qq} | \${ |
      | | begin group | g | G | |`),
    ).toEqual([
      'error name.duplicate survey!B3',
      'error type.unknown survey!A4',
      'error group.notEnded survey!A6',
      'error reference.unknown survey!C5',
      'error reference.syntax survey!D5',
    ]);
  });

  test('a misspelt reference is reported with a suggestion', () => {
    const [problem] = read(
      '| survey |\n| | type | name | label |\n| | text | village | V |\n| | note | n | In ${vilage} |',
    ).diagnostics;
    expect(problem?.fix).toBe('${village}');
  });

  test('an Android-only feature causes a warning and is kept for export', () => {
    const markdown =
      '| survey |\n| | type | name | label |\n| | osm | o | O |\n| | simserial | s | |\n| settings |\n| | public_key |\n| | abc |';
    expect(problemsOf(markdown)).toEqual([
      'warning android.setting settings!A2',
      'warning android.type survey!A2',
      'warning android.type survey!A3',
    ]);
    expect(instrumentOf(markdown).settings).toEqual({ public_key: 'abc' });
  });

  test('columns that Fieldbook does not know are kept', () => {
    expect(
      nodesOf(
        '| survey |\n| | type | name | label | bind::odk:length | my notes |\n| | text | q | Q | 5 | ask twice |',
      )[0],
    ).toMatchObject({
      extra: { 'bind::odk:length': '5', 'my notes': 'ask twice' },
    });
  });
});

describe('ids of nodes', () => {
  test('come from the road of names, so that the same names keep their answers', () => {
    const nodeDefinitions = nodesOf(`
      | survey |
      | | type | name | label |
      | | begin_group | home | H |
      | | text | rooms | R |
      | | text | rooms.all | A |
      | | end_group | | |
      | | text | \u00e2ge | A |`);
    expect(nodeDefinitions[0]?.kind === 'group' && nodeDefinitions[0].nodes.map(({ qid }) => qid)).toEqual([
      'home.rooms',
      expect.stringMatching(/^roomsall-[0-9a-f]{16}$/),
    ]);
    expect(nodeDefinitions[1]?.qid).toMatch(/^ge-[0-9a-f]{16}$/);
  });

  test('that a workbook carries outlive renames; a copied row gets a new one', () => {
    const nodeDefinitions = nodesOf(`
      | survey |
      | | type | name | label | fieldbook::qid |
      | | text | renamed | R | old |
      | | text | copied | C | old |`);
    expect(nodeDefinitions.map(({ qid }) => qid)).toEqual(['old', 'copied']);
  });
});

describe('languages', () => {
  test('are in column order; texts without a language belong to the default language', () => {
    const instrument = instrumentOf(`
      | survey |
      | | type | name | label | label::Fran\u00e7ais (fr) | hint |
      | | text | q | Name | Nom | Both |
      | settings |
      | | default_language |
      | | English (en) |`);
    expect(instrument).toMatchObject({
      languages: ['English (en)', 'Fran\u00e7ais (fr)'],
      defaultLanguage: 'English (en)',
    });
    expect(instrument.nodes[0]).toMatchObject({
      label: { 'English (en)': 'Name', 'Fran\u00e7ais (fr)': 'Nom' },
      hint: { 'English (en)': 'Both' },
    });
  });

  test('a form that names none has the language without a name', () => {
    expect(instrumentOf('| survey |\n| | type | name | label |\n| | text | q | Q |')).toMatchObject({
      languages: [''],
      defaultLanguage: '',
    });
  });
});

describe('expressions', () => {
  test('that cannot be read, or name no function, are told beside their cell', () => {
    expect(
      problemsOf(`
      | survey |
      | | type | name | label | relevant | constraint |
      | | text | a | A | | count-items(.) > 1 |
      | | text | b | B | \${a} = 'x | |`),
    ).toEqual(['error function.unknown survey!E2', 'error expression.syntax survey!D3']);
  });

  test('that need themselves are refused with the circle', () => {
    const { diagnostics } = read(`
      | survey |
      | | type | name | label | calculation | relevant |
      | | calculate | a | | \${b} + 1 | |
      | | calculate | b | | \${c} | |
      | | text | c | C | | \${a} > 1 |`);
    expect(diagnostics.map(({ code, row, message }) => [code, row, message])).toEqual([
      [
        'expression.cycle',
        2,
        'This value depends on itself: ${a} -> ${b} -> ${c} -> ${a}. Remove one of these references.',
      ],
    ]);
  });

  test('that look at the row before are no circle', () => {
    expect(
      problemsOf(`
      | survey |
      | | type | name | label | calculation |
      | | begin_repeat | r | Row | |
      | | integer | n | N | |
      | | calculate | total | | \${n} + indexed-repeat(\${total}, \${r}, position(..) - 1) |
      | | end_repeat | | | |`),
    ).toEqual([]);
  });
});
