import { expect, test } from 'vitest';
import { freeTextQuestionIds } from '#forms/model/placed-nodes.ts';
import { aForm, aGroup, aQuestion, aRepeat } from '#tests/support/builders/an-instrument.ts';

test('[E2] questions for free text are found in groups and rows, without codes, dates, numbers, calculations', () => {
  const form = aForm([
    aQuestion('remarks', 'text'),
    aGroup('site', [aRepeat('person', [aQuestion('function', 'text', { appearance: ['multiline'] })])]),
    aQuestion('phone', 'text', { appearance: ['numbers'] }),
    aQuestion('full', 'text', { calculation: "concat('a', 'b')" }),
    aQuestion('kind', 'select_one', { choices: { list: 'kinds' } }),
    aQuestion('day', 'date'),
    aQuestion('code', 'barcode'),
    aQuestion('place', 'geopoint'),
  ]);
  expect([...freeTextQuestionIds(form)]).toEqual(['remarks', 'function']);
});
