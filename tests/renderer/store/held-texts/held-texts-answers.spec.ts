import { expect, test } from 'vitest';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { aForm, aQuestion } from '#tests/support/builders/an-instrument.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { mission, startBoth } from '#tests/support/laptop/office-and-laptop.ts';

const doc = aDoc(1);
const number = '0011 223 344';

const form = aForm([
  aQuestion('remarks', 'text'),
  aQuestion('phone', 'text', { appearance: ['numbers'] }),
  aQuestion('day', 'date'),
]);

/** A laptop with a published form, and an assessment that was begun with it. */
async function startWithForm() {
  const { server, laptop, publish, close } = await startBoth();
  await publish(form);
  await laptop.write(mission, doc, 'assessment', 'instrument', 'visit@1');
  return {
    laptop,
    answer: (question: string, value: string) =>
      laptop.write(mission, doc, 'assessment', `answers/${question}/value`, value),
    atHeadquarters: () => Object.keys(server.document(mission, doc)?.registers ?? {}),
    close,
  };
}

test('[E2] an answer that may contain personal data waits until somebody confirms it, then is sent', async () => {
  const { laptop, answer, atHeadquarters, close } = await startWithForm();
  await answer('day', '2026-11-24');
  await answer('remarks', `Call ${number}`);
  await laptop.sync();
  expect(atHeadquarters()).toEqual(['instrument', 'answers/day/value']);
  expect(await laptop.query('heldTexts', null)).toMatchObject([{ doc, path: 'answers/remarks/value' }]);
  const [hit] = findPersonalData(number);
  await laptop.write(mission, doc, 'assessment', `text-checks/${hit && personalDataHitKey(hit)}`, true);
  await laptop.sync();
  expect(atHeadquarters()).toContain('answers/remarks/value');
  await close();
});

test('[E2] an answer to a question that asks for digits goes as it is', async () => {
  const { laptop, answer, atHeadquarters, close } = await startWithForm();
  await answer('phone', number);
  await laptop.sync();
  expect(atHeadquarters()).toContain('answers/phone/value');
  expect(await laptop.query('heldTexts', null)).toEqual([]);
  await close();
});
