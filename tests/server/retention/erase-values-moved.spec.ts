import { describe, expect, test } from 'vitest';
import { compareTexts } from '#base/json.ts';
import { aDataRequest, anEntry } from '#tests/support/builders/a-data-request.ts';
import { aDoc, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const requests = '/data-requests';
const word = 'Zanzibara';
const path = 'answers/D1.1/rationale';
const [former, copy] = [aDoc(1), aDoc(2)];

describe.each([embedded, postgres])('[E8] words of a record that moved, on the $name', (locations) => {
  /** A record with a word in it, and a lead who has a role in its mission and perhaps in the other one; request 1. */
  const setUp = async (mover: 'both' | 'first') => {
    const testServer = await startTestServer({ storeLocations: locations });
    const { hq } = testServer;
    const [from, to] = [await hq.addLog(), await hq.addLog()];
    const laptop = await hq.addLaptop('lead', ...(mover === 'both' ? [from, to] : [from]));
    await hq.push(laptop, laptop.pack(from, { doc: former, path, value: `${word} said so` }));
    const focalPoint = new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson('dpo')));
    await focalPoint.post(requests, { ...anEntry(), request: aDataRequest({ kind: 'erasure' }) });
    /** Move the record as the screen does: a copy in the other mission, then the former record leaves. */
    const move = async (by: PackWriter, doc = copy) => {
      const copied = by.pack(
        to,
        { doc, path: 'moved-from', value: { log: from, doc: former } },
        { doc, path, value: `${word} said so` },
      );
      const left = by.pack(
        from,
        { doc: former, path: 'moved-to', value: { log: to, doc } },
        { doc: former, path: 'removed', value: true },
      );
      return (await hq.push(by, copied, left)).map(({ verdict, code }) => code ?? verdict);
    };
    const erase = async (log: string, doc: string) =>
      (await focalPoint.post(`${requests}/1/erase`, { log, doc, path, part: 'all' })).body;
    const find = async () => {
      const { body } = await focalPoint.post(`${requests}/1/search`, { words: word, logs: [from, to] });
      return body.places.map(({ log, doc }: { log: string; doc: string }) => [log, doc]);
    };
    const stored = async () =>
      JSON.stringify([
        await hq.store.selectFrom('entries').select('payload').execute(),
        await hq.store.selectFrom('registers').select('register').execute(),
        await hq.store.selectFrom('parked').select('payload').execute(),
      ]);
    const quarantined = async () =>
      (await hq.store.selectFrom('parked').select(['log', 'code', 'payload']).execute()).map(
        ({ log, code, payload }) => [log, code, payload.includes(word)],
      );
    return { hq, from, to, laptop, move, erase, find, stored, quarantined };
  };

  test('stay in a copy that came after the erasure, and a search of its mission finds them', async () => {
    const { from, to, laptop, move, erase, find, stored } = await setUp('both');
    expect(await erase(from, former)).toEqual({ erased: 1 });
    expect(await move(laptop)).toEqual(['accepted', 'accepted']);
    expect(await find()).toEqual([[to, copy]]);
    expect(await erase(to, copy)).toMatchObject({ waits: {} });
    expect(await stored()).toContain(word);
  });

  test('go from a copy that the other mission had refused, with those of the former record', async () => {
    const { from, to, laptop, move, erase, find, stored, quarantined } = await setUp('first');
    expect(await move(laptop)).toEqual(['access', 'accepted']);
    expect(await quarantined()).toEqual([[to, 'access', true]]);
    expect(await find()).toEqual([[from, former]]);
    expect(await erase(from, former)).toEqual({ erased: 1 });
    expect(await quarantined()).toEqual([[to, 'access', false]]);
    expect(await stored()).not.toContain(word);
  });

  test('are not kept of a copy that the other mission refuses after the erasure', async () => {
    const { hq, from, to, laptop, move, erase, quarantined } = await setUp('first');
    await erase(from, former);
    expect(await move(laptop)).toEqual(['access', 'accepted']);
    expect(await quarantined()).toEqual([[to, 'access', false]]);
    // Another record's copy is kept whole: its field was not erased.
    const otherPack = laptop.pack(
      to,
      { doc: aDoc(4), path: 'moved-from', value: { log: from, doc: aDoc(3) } },
      { doc: aDoc(4), path, value: `${word} said more` },
    );
    await hq.push(laptop, otherPack);
    expect((await quarantined()).toSorted((a, b) => compareTexts(a.join(), b.join()))).toEqual([
      [to, 'access', false],
      [to, 'access', true],
    ]);
  });
});
