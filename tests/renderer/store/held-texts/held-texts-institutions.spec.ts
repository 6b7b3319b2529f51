import { expect, test } from 'vitest';
import { findInstitutions } from '#domain/privacy/find-institutions.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const [log, doc] = [aLog(), aDoc(1)];
const text = 'National Police adopts a form.';

/** A trainer's laptop with a workshop without attribution, one participant, and an action that names it. */
async function aWorkshopWithAction(): Promise<{ readonly a: TestLaptop; readonly server: FakeServer }> {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const a = await startLaptop(fakeServer, 1, { name: 'Trainer Gamma', roles: { [log]: ['trainer'] } });
  await a.rest();
  const set = (path: string, value: string | boolean) => a.write(log, doc, 'workshop', path, value);
  await set('non-attribution', true);
  await set('participants/p1/institution', 'National Police');
  await set('entries/e1/session', 's1');
  await set('entries/e1/type', 'agreed-action');
  await set('entries/e1/text', text);
  await a.sync();
  return { a, server: fakeServer };
}

const sentText = (fakeServer: FakeServer): unknown =>
  fakeServer.document(log, doc)?.registers[`entries/e1/text` as never]?.heads[0]?.value;

test('[E 3] a note that names an institution without attribution stays on the laptop', async () => {
  const { a, server } = await aWorkshopWithAction();
  expect(sentText(server) ?? '').toBe('');
  const heldTexts = await a.query('heldTexts', null);
  expect(heldTexts.map(({ path, hits }) => [path, hits.map((hit) => hit.text)])).toEqual([
    ['entries/e1/text', ['National Police']],
  ]);
  await a.close();
});

test('[E 3] a note leaves once a person decided to name the institution', async () => {
  const { a, server } = await aWorkshopWithAction();
  for (const institutionHit of findInstitutions(text, [{ name: 'National Police', type: null }]))
    await a.write(log, doc, 'workshop', `text-checks/${personalDataHitKey(institutionHit)}`, true);
  await a.sync();
  expect(sentText(server)).toBe(text);
  await a.close();
});

test('[E 3] a note with attribution leaves at once', async () => {
  const { a, server } = await aWorkshopWithAction();
  await a.write(log, doc, 'workshop', 'sessions/s1/non-attribution', false);
  await a.sync();
  expect(sentText(server)).toBe(text);
  await a.close();
});

test('[E 3] a version that named an institution leaves in no pack after it was replaced', async () => {
  const { a, server } = await aWorkshopWithAction();
  const replaced = 'An institution (Police) adopts a form.';
  await a.write(log, doc, 'workshop', 'entries/e1/text', replaced);
  await a.sync();
  expect(sentText(server)).toBe(replaced);
  expect(server.packs(log).filter((pack) => pack.includes('National Police adopts'))).toEqual([]);
  await a.close();
});
