import { describe, expect, test } from 'vitest';
import { instrumentOf, nodesOf, problemsOf, read } from './read-form.ts';

describe('choices', () => {
  test('may be the answers of a repeat: a filter means the row that is offered', () => {
    const nodeDefinitions = nodesOf(`
      | survey |
      | | type | name | label | choice_filter |
      | | begin repeat | person | Person | |
      | | text | who | Name | |
      | | begin group | about | About | |
      | | integer | age | Age | |
      | | end group | | | |
      | | end repeat | | | |
      | | integer | least | Least | |
      | | select_one \${who} | head | Head | \${age} > \${least} |`);
    expect(nodeDefinitions[2]).toMatchObject({
      choices: { nodeset: "${person}[./who != '' and (./about/age > ${least})]", value: 'who', label: 'who' },
    });
  });

  test('come from a CSV file with all its columns', () => {
    const { choiceLists } = instrumentOf(
      `
      | survey |
      | | type | name | label |
      | | select_one_from_file towns.csv | town | Town |`,
      { 'towns.csv': 'name,label,region\na,A,north\n' },
    );
    expect(choiceLists).toEqual([
      {
        name: 'towns',
        file: 'towns.csv',
        choices: [{ name: 'a', label: { '': 'A' }, columns: { region: 'north' } }],
      },
    ]);
  });

  test('come from GeoJSON and XML files too, as further data', () => {
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'a',
          geometry: { type: 'Point', coordinates: [2, 1] },
          properties: { title: 'A' },
        },
      ],
    });
    const { nodes, instances } = instrumentOf(
      '| survey |\n| | type | name | label |\n| | select_one_from_file towns.geojson | town | Town |\n| | select_one_from_file wells.xml | well | Well |',
      { 'towns.geojson': geojson, 'wells.xml': '<root><item><name>w</name><label>W</label></item></root>' },
    );
    expect(nodes.slice(0, 2)).toMatchObject([
      { choices: { nodeset: "instance('towns')/root/item", value: 'id', label: 'title' } },
      { choices: { nodeset: "instance('wells')/root/item", value: 'name', label: 'label' } },
    ]);
    expect(Object.keys(instances ?? {})).toEqual(['towns', 'wells']);
  });

  test('of a missing file are reported beside the cell that names the file', () => {
    expect(
      problemsOf('| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | t | T |'),
    ).toEqual(['warning file.missing survey!A2']);
  });
});

describe('a search in the appearance column', () => {
  const form = (appearance: string, rows = '| | fruits | key | label_en |') => `
    | survey |
    | | type | name | label | appearance |
    | | text | part | Part of the name | |
    | | select_one fruits | fruit | Fruit | ${appearance} |
    | choices |
    | | list_name | name | label |
    ${rows}`;

  test('offers the rows of a CSV file, by the columns that the list names', () => {
    const csv = { 'fruits.csv': 'key,label_en,kind\nfig,Fig,soft\n' };
    const { nodes, choiceLists } = instrumentOf(
      form("minimal search('fruits', 'contains', 'label_en', ${part}, 'kind', 'soft')"),
      csv,
    );
    expect(nodes[1]).toMatchObject({
      choices: {
        nodeset: "instance('search.fruits')/root/item[(contains(label_en, ${part})) and kind = 'soft']",
        value: 'key',
        label: 'label_en',
      },
      appearance: ['minimal', "search('fruits', 'contains', 'label_en', ${part}, 'kind', 'soft')"],
    });
    expect(choiceLists.find(({ file }) => file === 'fruits.csv')?.choices).toEqual([
      { name: '', columns: { key: 'fig', label_en: 'Fig', kind: 'soft' } },
    ]);
  });

  test('that cannot be carried out is told, and the list is offered', () => {
    const { instrument, diagnostics } = read(
      form("search('fruits')", '| | fruits | key | label_en |\n| | fruits | 1 | None |'),
    );
    expect(diagnostics.map(({ code, column }) => `${code} ${column ?? ''}`)).toContain(
      'search.unsupported D',
    );
    expect(instrument?.nodes[1]).toMatchObject({ choices: { list: 'fruits' } });
  });

  test('is refused beside a file that the type names', () => {
    const form =
      "| survey |\n| | type | name | label | appearance |\n| | select_one_from_file f.csv | q | Q | search('f') |";
    expect(problemsOf(form)).toContain('error search.file survey!D2');
  });

  test('is refused where it cannot be read', () => {
    expect(problemsOf(form("search('fruits', 'sounds like', 'label_en', ${part})"))).toContain(
      'error search.invalid survey!D3',
    );
    expect(problemsOf(form('search(fruits'))).toContain('error search.invalid survey!D3');
  });

  test('is refused on a list that another question offers as it is', () => {
    const shared = form("search('fruits') |\n| | select_one fruits | other | Other | minimal");
    expect(problemsOf(shared)).toContain('error search.shared survey!D3');
  });
});

describe('a big-image without an image', () => {
  test('is refused on a question', () => {
    const form = '| survey |\n| | type | name | label | big-image |\n| | text | q | Q | map.png |';
    expect(problemsOf(form)).toEqual(['error media.bigImage survey!D2']);
  });

  test('is refused on a choice, and accepted beside an image', () => {
    const form = `
      | survey |
      | | type | name | label |
      | | select_one l | q | Q |
      | choices |
      | | list_name | name | label | image | big-image |
      | | l | a | A | small.png | map.png |
      | | l | b | B | | map.png |`;
    expect(problemsOf(form)).toEqual(['error media.bigImage choices!E3']);
  });
});
