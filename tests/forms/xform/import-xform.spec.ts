import { describe, expect, test } from 'vitest';
import { Instrument } from '#forms/model/instrument.ts';
import { importXForm } from '#forms/xform/import-xform.ts';

interface Parts {
  readonly instance?: string;
  readonly model?: string;
  readonly body?: string;
}

const xform = ({ instance = '', model = '', body = '' }: Parts): string => `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Survey</h:title><model>
<instance><data id="survey" version="3">${instance}</data></instance>
${model}
</model></h:head>
<h:body>${body}</h:body></h:html>`;

const imported = (parts: Parts): Instrument => {
  const { instrument, diagnostics } = importXForm(xform(parts), 'survey.xml');
  if (instrument === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return Instrument.parse(instrument);
};

test('questions take their type from bind and control, and their properties from the bind', () => {
  const { nodes, id, version, title } = imported({
    instance: '<age/><photo/><total/><hello/>',
    model: `<bind nodeset="/data/age" type="int" required="true()" constraint=". &lt; 120" jr:constraintMsg="Too old"/>
      <bind nodeset="/data/photo" type="binary"/>
      <bind nodeset="/data/total" type="int" calculate="/data/age + 1"/>
      <bind nodeset="/data/hello" readonly="true()"/>`,
    body: `<input ref="/data/age"><label>Age</label></input>
      <upload ref="/data/photo" mediatype="image/*"/>
      <input ref="/data/hello"><label>Hello <output value="/data/age"/></label></input>`,
  });
  expect({ id, version, title }).toEqual({ id: 'survey', version: '3', title: { '': 'Survey' } });
  expect(nodes).toEqual([
    {
      kind: 'question',
      qid: 'age',
      name: 'age',
      type: 'integer',
      label: { '': 'Age' },
      required: 'true()',
      constraint: '. < 120',
      constraintMessage: { '': 'Too old' },
    },
    { kind: 'question', qid: 'photo', name: 'photo', type: 'image', parameters: { mediatype: 'image/*' } },
    {
      kind: 'question',
      qid: 'total',
      name: 'total',
      type: 'calculate',
      calculation: '/data/age + 1',
      extra: { 'bind::type': 'int' },
    },
    { kind: 'note', qid: 'hello', name: 'hello', label: { '': 'Hello <output value="/data/age"/>' } },
  ]);
});

test('an instance list becomes a choice list in all languages, and its predicate a filter', () => {
  const { nodes, choiceLists, defaultLanguage } = imported({
    instance: '<region/><town/>',
    model: `<itext><translation lang="fr"><text id="t1"><value>Un</value></text></translation>
        <translation lang="en" default="true()"><text id="t1"><value>One</value></text></translation></itext>
      <instance id="towns"><root><item><itextId>t1</itextId><name>one</name><region>n</region></item></root></instance>`,
    body: `<input ref="/data/region"/><select1 ref="/data/town">
      <itemset nodeset="instance('towns')/root/item[region = /data/region ]"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>`,
  });
  expect(defaultLanguage).toBe('en');
  expect(choiceLists).toEqual([
    {
      name: 'towns',
      choices: [{ name: 'one', label: { fr: 'Un', en: 'One' }, columns: { itextId: 't1', region: 'n' } }],
    },
  ]);
  expect(nodes[1]).toMatchObject({ choices: { list: 'towns', filter: 'region = /data/region' } });
});

test('rows that a form begins with are told from the template of new rows', () => {
  const { nodes } = imported({
    instance:
      '<person jr:template=""><name>new</name></person><person><name>Aïcha</name></person><person><name>new</name></person>',
    body: '<group ref="/data/person"><label>Person</label><repeat nodeset="/data/person"><input ref="/data/person/name"/></repeat></group>',
  });
  expect(nodes).toMatchObject([
    {
      kind: 'repeat',
      label: { '': 'Person' },
      initial: [{ name: 'Aïcha' }, {}],
      nodes: [{ default: 'new' }],
    },
  ]);
});

test('first rows within first rows are all kept, with their values', () => {
  const room = (use: string): string => `<room><use>${use}</use></room>`;
  const { nodes } = imported({
    instance: `<house jr:template=""><name/><room jr:template=""><use/></room></house>
      <house><name>A</name>${room('a')}${room('')}</house>
      <house><name>B</name>${room('')}${room('b')}${room('c')}</house>
      <house><name>C</name></house>`,
    body: `<repeat nodeset="/data/house"><input ref="/data/house/name"/>
      <repeat nodeset="/data/house/room"><input ref="/data/house/room/use"/></repeat></repeat>`,
  });
  expect(nodes).toMatchObject([
    {
      kind: 'repeat',
      initial: [
        { name: 'A' },
        { name: 'B', room: [{}, { use: 'b' }, { use: 'c' }] },
        { name: 'C', room: [] },
      ],
      nodes: [{ name: 'name' }, { kind: 'repeat', initial: [{ use: 'a' }, {}] }],
    },
  ]);
});

test('first rows of a counted repeat keep their values', () => {
  const { nodes } = imported({
    instance: '<n/><a jr:template=""><b>new</b></a><a><b>first</b></a>',
    body: '<repeat nodeset="/data/a" jr:count="/data/n"><input ref="/data/a/b"/></repeat>',
  });
  expect(nodes[1]).toMatchObject({ count: '/data/n', initial: [{ b: 'first' }] });
});

test('actions are read at any place', () => {
  const { nodes } = imported({
    instance: '<a/><b/>',
    model: '<setvalue event="odk-instance-first-load" ref="/data/a" value="1 + 1"/>',
    body: `<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b">it's</setvalue></input><input ref="/data/b"/>`,
  });
  expect(nodes).toMatchObject([
    { actions: [{ on: 'first-load', value: '1 + 1' }] },
    { actions: [{ on: 'changed', of: ['a'], value: `"it's"` }] },
  ]);
});

test('files beside the form are read when they are given: XML, GeoJSON and CSV', () => {
  const model =
    '<instance id="x" src="jr://file/x.xml"/><instance id="g" src="jr://file/g.geojson"/><instance id="t" src="jr://file-csv/t.csv"/><instance id="c" src="jr://file/gone.xml"/>';
  const files = {
    't.csv': 'name,region\nzinder,south\n',
    'x.xml': '<root><item><name>a</name></item></root>',
    'g.geojson': JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'w1',
          geometry: { type: 'Point', coordinates: [2, 13] },
          properties: { title: 'Well' },
        },
      ],
    }),
  };
  const { instrument, diagnostics } = importXForm(xform({ instance: '<a/>', model }), 'f.xml', files);
  expect(instrument?.choiceLists).toEqual([
    { name: 'x', choices: [{ name: 'a' }] },
    { name: 't', choices: [{ name: 'zinder', columns: { region: 'south' } }] },
  ]);
  expect(instrument?.instances?.['g']?.children).toEqual([
    {
      name: 'item',
      children: [
        { name: 'geometry', text: '13 2 0 0' },
        { name: 'id', text: 'w1' },
        { name: 'title', text: 'Well' },
      ],
    },
  ]);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ['instance.fileMissing', 'warning'],
  ]);
});

describe('a broken file ends in a diagnostic with line and element', () => {
  test('that is no XML', () => {
    const { instrument, diagnostics } = importXForm('<a><b></a>', 'f.xml');
    expect(instrument).toBe(null);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'xml.malformed', row: 1 }]);
  });

  test('that declares a document type', () => {
    const { diagnostics } = importXForm(
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'f.xml',
    );
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'xml.doctype' }]);
  });

  test('that is XML but no form', () => {
    const { instrument, diagnostics } = importXForm('<svg><g/></svg>', 'f.xml');
    expect(instrument).toBe(null);
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'xform.incomplete', row: 1, column: 'svg' },
    ]);
  });

  test('with an expression that cannot be read', () => {
    const model = '<bind nodeset="/data/a" relevant="1 +"/>';
    const { diagnostics } = importXForm(xform({ instance: '<a/>', model }), 'f.xml');
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'expression.syntax', row: 5, column: 'bind' },
    ]);
  });

  test('with words that are longer than anything that is stored', () => {
    const model = `<bind nodeset="/data/a" relevant="'${'x'.repeat(50_001)}'"/>`;
    const { instrument, diagnostics } = importXForm(xform({ instance: '<a/>', model }), 'f.xml');
    expect(instrument).toBe(null);
    expect(diagnostics.every(({ severity, message }) => severity === 'error' && message !== '')).toBe(true);
  });

  test('a group of 20,000 questions is read', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `<q${at}/>`);
    expect(imported({ instance: names.join('') }).nodes.length).toBe(20_000);
  });

  test('an unsupported feature causes a warning, and the form stays usable', () => {
    const body = '<setgeopoint event="odk-instance-first-load" ref="/data/a"/>';
    const { instrument, diagnostics } = importXForm(xform({ instance: '<a/>', body }), 'f.xml');
    expect(instrument).not.toBe(null);
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'action.unsupported', column: 'setgeopoint' },
    ]);
  });
});
