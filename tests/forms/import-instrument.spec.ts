import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { importInstrument } from '#forms/import-instrument.ts';
import { xlsxOf } from '#tests/support/files/xlsx.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const aForm = xlsxOf({
  survey: [
    ['type', 'name', 'label'],
    ['text', 'q', 'Q'],
  ],
});

test('a form is recognized by content, not name: a workbook, an XForm or own JSON', () => {
  const workbook = importInstrument(aForm, 'form.xls').instrument;
  expect(workbook?.nodes[0]).toMatchObject({ kind: 'question', name: 'q' });
  expect(importInstrument(bytes(JSON.stringify(workbook)), 'form.txt').instrument).toEqual(workbook);

  const xform = `<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"><h:head><h:title>T</h:title><model><instance><data id="f"><q/></data></instance><bind nodeset="/data/q" type="string"/></model></h:head><h:body><input ref="/data/q"><label>Q</label></input></h:body></h:html>`;
  expect(importInstrument(bytes(xform), 'form.xlsx').instrument?.nodes[0]).toMatchObject({
    kind: 'question',
    name: 'q',
  });
});

test('any other file is refused with a message that names the supported files', () => {
  expect(importInstrument(bytes('Dear colleague,'), 'letter.docx').diagnostics).toEqual([
    {
      severity: 'error',
      code: 'file.unknown',
      message:
        'letter.docx is no form. Choose an Excel workbook (.xlsx or .xls) with a sheet "survey", or an XForm.',
    },
  ]);
  expect(importInstrument(bytes('{"id":"f"}'), 'f.json').diagnostics.map(({ code }) => code)).toEqual([
    'json.invalid',
  ]);
});

test.each(['toString', 'constructor', '__proto__'])(
  'a question called %s is imported under an id that a path may have',
  (name) => {
    const form = xlsxOf({
      survey: [
        ['type', 'name', 'label'],
        ['text', name, 'Q'],
      ],
    });
    const { instrument } = importInstrument(form, 'form.xlsx');
    expect(instrument?.nodes[0]).toMatchObject({ kind: 'question', name });
    expect(Path.safeParse(`answers/${instrument?.nodes[0]?.qid}/value`).success).toBe(true);
  },
);
