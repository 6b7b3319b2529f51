import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentHashForAct, ReviewAct } from '#domain/assessment/review/review-act.ts';
import { valueAt } from '#domain/document/document.ts';
import type { Role } from '#domain/people/role.ts';
import type { StoreLocation } from '#server/db/open-store.ts';
import { everything } from '#tests/support/server/headquarters-with-a-past.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, newFolder, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const words = 'The xylophone of the guardhouse';
const sealed = {
  act: 'sealPoint',
  point: '018f0000-0000-4000-8000-0000000000b1',
  about: 'D7.1',
  text: words,
};
const at = `/documents/{log}/${aDoc(1)}/points/${sealed.point}/words`;

/** A mission with an assessment that was submitted, and people of headquarters who are signed in. */
async function setUp(locations: StoreLocations) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const logId = await hq.addLog();
  const laptop = await hq.addLaptop('lead', logId);
  await hq.push(laptop, laptop.pack(logId, { path: 'status', value: 'quality-review' }));
  const deskOf = async (role: Role) => {
    const personId = await hq.addPerson(role, logId);
    return {
      person: personId,
      browser: new TestBrowser(testServer.url, await testServer.signedIn(personId)),
    };
  };
  const record = async () => {
    const [document] = await documentsOf(hq.store, logId);
    if (document === undefined) throw new Error('There is a record');
    return document;
  };
  const act = async ({ browser }: { readonly browser: TestBrowser }, said: object) => {
    const parsed = ReviewAct.parse(said);
    const browserResponse = await browser.post(`/documents/${logId}/${aDoc(1)}/review`, {
      act: parsed,
      seen: contentHashForAct(await record(), parsed),
    });
    return browserResponse.status === 200 ? 'done' : browserResponse.body.code;
  };
  const read = async ({ browser }: { readonly browser: TestBrowser }) => {
    const browserResponse = await browser.get(at.replace('{log}', logId));
    return browserResponse.status === 200 ? browserResponse.body.words : browserResponse.body.code;
  };
  const readings = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute())
      .filter((line) => line.act.includes('seal'))
      .map(({ actor, act: name, subject }) => ({ actor, act: name, ...JSON.parse(subject) }));
  return { server: testServer, hq, log: logId, laptop, deskOf, record, act, read, readings };
}

describe.each([embedded, postgres])('[E4] a strictly confidential remark, on the $name', (blankLocations) => {
  test('is written only by the adviser, read by permitted roles, and each time recorded', async () => {
    const { log, deskOf, record, act, read, readings } = await setUp(blankLocations);
    const [adviser, reviewer, lead] = [
      await deskOf('adviser'),
      await deskOf('reviewer'),
      await deskOf('lead'),
    ];
    expect(await act(reviewer, sealed)).toBe('forbidden');
    expect(await read(reviewer)).toBe('not-found');
    expect(await act(adviser, sealed)).toBe('done');
    expect(await read(reviewer)).toBe(words);
    expect(await read(lead)).toBe(words);
    expect(await read(await deskOf('assessor'))).toBe('forbidden');
    const about = { log, doc: aDoc(1), point: sealed.point };
    expect(await readings()).toEqual([
      { actor: adviser.person, act: 'review-seal-point', ...about },
      { actor: reviewer.person, act: 'read-sealed-words', ...about },
      { actor: lead.person, act: 'read-sealed-words', ...about },
    ]);
    const document = await record();
    const values = ['about', 'mark', 'round', 'settled', 'text'].map((part) =>
      valueAt(document, `review/points/${sealed.point}/${part}`),
    );
    expect(values).toEqual(['D7.1', 'SC', 1, false, undefined]);
  });

  test('is in no op, pack, snapshot, sync answer, history, record or readable store row', async () => {
    const { server, hq, log, laptop, deskOf, act } = await setUp(blankLocations);
    const adviser = await deskOf('adviser');
    const plain = { ...sealed, act: 'addPoint', point: '018f0000-0000-4000-8000-0000000000b2' };
    await act(adviser, { ...plain, text: 'The clarinet is heard' });
    await act(adviser, sealed);
    const device = await server.enrolled('lead', log);
    const told = [
      JSON.stringify(await hq.sync(laptop, { logs: { [log]: { since: 0 } } })),
      JSON.stringify((await device.send(`/api/v1/logs/${log}/snapshot`, undefined, { method: 'GET' })).body),
    ];
    for (const route of ['', '/history'])
      told.push(JSON.stringify((await adviser.browser.get(`/documents/${log}/${aDoc(1)}${route}`)).body));
    told.push(await everything(hq.store));
    // The control: open remarks are on every one of these ways.
    for (const text of told) {
      expect(text).toContain('clarinet');
      expect(text).not.toContain('xylophone');
    }
    const rows = JSON.stringify(await hq.store.selectFrom('sealed_words').selectAll().execute());
    for (const encoded of [words, Buffer.from(words).toString('base64').slice(0, 24)])
      expect(rows).not.toContain(encoded);
  });

  test('is stored once, with its first words, when requested twice after a lost answer', async () => {
    const { hq, deskOf, act, read } = await setUp(blankLocations);
    const adviser = await deskOf('adviser');
    expect(await act(adviser, sealed)).toBe('done');
    expect(await act(adviser, { ...sealed, text: 'Other words' })).toBe('done');
    expect(await read(adviser)).toBe(words);
    expect(await hq.store.selectFrom('sealed_words').selectAll().execute()).toHaveLength(1);
  });

  test('opens in its own place alone, and by its own key alone', async () => {
    const { hq, log, deskOf, act, read } = await setUp(blankLocations);
    const adviser = await deskOf('adviser');
    await act(adviser, sealed);
    const other = { ...sealed, point: '018f0000-0000-4000-8000-0000000000b3', text: 'Something else' };
    await act(adviser, other);
    const { sealed: bytes } = await hq.store
      .selectFrom('sealed_words')
      .select('sealed')
      .where('point', '=', other.point)
      .executeTakeFirstOrThrow();
    const own = () =>
      hq.store.updateTable('sealed_words').where('log', '=', log).where('point', '=', sealed.point);
    await own().set({ sealed: bytes }).execute();
    expect(await read(adviser)).toBe('sealed-elsewhere');
    await own()
      .set({ key_id: '0'.repeat(32) })
      .execute();
    expect(await read(adviser)).toBe('sealed-elsewhere');
  });
});

test('[E4] the embedded database file contains open remarks, but no confidential words', async () => {
  let folder = '';
  const remembered: StoreLocations = {
    ...embedded,
    newLocation: async (): Promise<StoreLocation> => {
      folder = newFolder();
      return { kind: 'embedded', folder };
    },
  };
  const { deskOf, act, read } = await setUp(remembered);
  const adviser = await deskOf('adviser');
  const plain = { ...sealed, act: 'addPoint', point: '018f0000-0000-4000-8000-0000000000b2' };
  await act(adviser, { ...plain, text: 'The clarinet is heard' });
  await act(adviser, sealed);
  expect(await read(adviser)).toBe(words);
  const bytes = Buffer.concat(fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name))));
  expect(bytes.includes('clarinet')).toBe(true);
  expect(bytes.includes('xylophone')).toBe(false);
});
