import { expect, test } from 'vitest';
import { Device } from '#tests/support/protocol/client.mjs';
import { Reader } from '#tests/support/protocol/reader.mjs';
import type { Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** Packs that colleagues carry for each other. */
export function relay(programme: () => Programme): void {
  test("[P3] a colleague's laptop brings packs whose author has no network; they count as the author's", async () => {
    const logId = await programme().newLog();
    const [ana, ben] = [
      await programme().enrolled('lead', logId),
      await programme().enrolled('assessor', logId),
    ];
    const doc = aDocument();
    const anas = [ana.pack(logId, [title(doc, 'One')]), ana.pack(logId, [title(doc, 'Two', `${ana.id}.1`)])];
    const bens = ben.pack(logId, [title(doc, 'Bens')]);
    expect(await verdictsOf(ben, anas[0], bens, anas[1])).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await verdictsOf(ana, ...anas)).toEqual(['duplicate', 'duplicate']);
    // Her own packs are left out for her, by whichever relay they came, and are acknowledged to her (S3).
    const { body } = await ana.sync({ [logId]: { since: 0 } });
    expect(body.logs[logId]).toEqual({
      entries: [{ place: 2, pack: bens }],
      next: 3,
      more: false,
      acked: 2,
    });
  });

  test('[J1] what is relayed is judged by its author: unknown, forged, or without access', async () => {
    const [logId, foreign] = [await programme().newLog(), await programme().newLog()];
    const ben = await programme().enrolled('assessor', logId, foreign);
    const outsider = await programme().enrolled('assessor');
    const doc = aDocument();
    const unknown = new Device(programme().url).pack(logId, [title(doc, 'Unknown')]);
    const forged = { ...outsider.pack(foreign, [title(doc, 'Forged')]), sig: ben.sign('anything else') };
    const noAccess = outsider.pack(logId, [title(doc, 'No access')]);
    expect(await verdictsOf(ben, unknown, forged, noAccess)).toEqual(['device', 'signature', 'access']);
    const sender = ben.id;
    expect(await programme().parked(foreign)).toEqual([
      { payload: forged.payload, code: 'signature', sender },
    ]);
    expect(await programme().parked(logId)).toEqual(
      expect.arrayContaining([
        { payload: unknown.payload, code: 'device', sender },
        { payload: noAccess.payload, code: 'access', sender },
      ]),
    );
    expect((await ben.sync({ [logId]: { since: 0 } })).body.logs[logId].next).toBe(0);
  });

  test('[S3] by `have` and its answer two sides learn what each lacks, and only that travels', async () => {
    const logId = await programme().newLog();
    const [ana, ben, cem] = [
      await programme().enrolled('lead', logId),
      await programme().enrolled('assessor', logId),
      await programme().enrolled('assessor', logId),
    ];
    const doc = aDocument();
    const onTheTable = {
      known: ana.pack(logId, [title(doc, 'Known to all')]),
      byHand: ana.pack(logId, [title(doc, 'By hand', `${ana.id}.1`)]),
      atHeadquarters: cem.pack(logId, [title(doc, 'At headquarters')]),
    };
    await verdictsOf(cem, onTheTable.known, onTheTable.atHeadquarters);
    const reader = new Reader();
    reader.carry(onTheTable.known);
    reader.carry(onTheTable.byHand);

    const { body } = await ben.sync({ [logId]: { since: 0, have: reader.have } });
    const answer = body.logs[logId];
    expect(answer.entries).toEqual([{ place: 2, pack: onTheTable.atHeadquarters }]);
    expect(answer.next).toBe(2);
    expect([reader.have, answer.have]).toEqual([{ [ana.id]: 2 }, { [ana.id]: 1, [cem.id]: 1 }]);
    reader.take(answer);

    expect(await verdictsOf(ben, onTheTable.byHand)).toEqual(['accepted']);
    const after = (await ben.sync({ [logId]: { since: reader.since, have: reader.have } })).body.logs[logId];
    expect([after.entries, after.have]).toEqual([[], reader.have]);
    expect(new Set(reader.values(doc)['title'])).toEqual(new Set(['By hand', 'At headquarters']));
  });

  test('[S3] whoever lost everything gets its own packs back as well', async () => {
    const logId = await programme().newLog();
    const ana = await programme().enrolled('lead', logId);
    const packs = [
      ana.pack(logId, [title(aDocument(), 'One')]),
      ana.pack(logId, [title(aDocument(), 'Two')]),
    ];
    await verdictsOf(ana, ...packs);
    const { body } = await ana.sync({ [logId]: { since: 0, have: { [ana.id]: 1 } } });
    expect(body.logs[logId]).toMatchObject({ entries: [{ place: 2, pack: packs[1] }], acked: 2 });
    const all = await ana.sync({ [logId]: { since: 0, have: {} } });
    expect(all.body.logs[logId].entries).toEqual(packs.map((pack, at) => ({ place: at + 1, pack })));
  });
}
