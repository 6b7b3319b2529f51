import { expect, test } from 'vitest';
import { Device, hashOf } from '#tests/support/protocol/client.mjs';
import { Reader } from '#tests/support/protocol/reader.mjs';
import type { Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** Two laptops with one key: a restored disk image. */
export function forks(programme: () => Programme): void {
  const setUp = async () => {
    const logId = await programme().newLog();
    const [laptop, ben] = [
      await programme().enrolled('lead', logId),
      await programme().enrolled('lead', logId),
    ];
    const doc = aDocument();
    const previousPack = laptop.pack(logId, [title(doc, 'Before')]);
    expect(await verdictsOf(laptop, previousPack)).toEqual(['accepted']);
    return { log: logId, laptop, image: laptop.copy(), ben, doc };
  };

  test('[P2] a second payload for taken numbers is a fork: the log keeps the first, the second is parked whole', async () => {
    const { log, laptop, image, ben, doc } = await setUp();
    const keptPack = laptop.pack(log, [title(doc, 'Laptop', `${laptop.id}.1`), title(doc, 'Laptop 2')]);
    const forked = image.pack(log, [title(doc, 'Image', `${laptop.id}.1`)]);
    const after = image.pack(log, [title(doc, 'After the image', `${laptop.id}.2`)]);
    expect(await verdictsOf(laptop, keptPack)).toEqual(['accepted']);
    expect(await verdictsOf(image, forked, after)).toEqual(['fork', 'fork']);
    expect(await verdictsOf(image, forked)).toEqual(['fork']);

    const parked = await programme().parked(log);
    expect(parked).toHaveLength(2);
    for (const { payload } of [forked, after])
      expect(parked).toContainEqual({ payload, code: 'fork', sender: image.id });
    const { entries } = (await ben.sync({ [log]: { since: 1 } })).body.logs[log];
    expect(entries).toEqual([{ place: 2, pack: keptPack }]);
  });

  test('[P2, J3] a payload with the right numbers after another one than the log has is a fork too', async () => {
    const { log, laptop, doc } = await setUp();
    const elsewhere = { first: 2, prev: hashOf('another payload'), keep: false };
    expect(await verdictsOf(laptop, laptop.pack(log, [title(doc, 'X')], elsewhere))).toEqual(['fork']);
    expect(await verdictsOf(laptop, laptop.pack(log, [title(doc, 'X')]))).toEqual(['accepted']);
  });

  test('[P2, M1] under a new identity the parked ops are accepted, and both values are beside each other', async () => {
    const { log, laptop, image, ben, doc } = await setUp();
    const at: [number, number] = [1_767_225_600_000, 4];
    const write = { ...title(doc, 'Image', `${laptop.id}.1`), at };
    await verdictsOf(laptop, laptop.pack(log, [title(doc, 'Laptop', `${laptop.id}.1`)]));
    expect(await verdictsOf(image, image.pack(log, [write]))).toEqual(['fork']);

    const heir = new Device(programme().url);
    expect((await image.renew(heir)).status).toBe(200);
    expect(await verdictsOf(heir, heir.pack(log, [write]))).toEqual(['accepted']);
    // The laptop with the old key goes on too: it did nothing wrong.
    expect(await verdictsOf(laptop, laptop.pack(log, [title(aDocument(), 'Goes on')]))).toEqual(['accepted']);

    const reader = new Reader();
    reader.take((await ben.sync({ [log]: { since: 0 } })).body.logs[log]);
    expect(reader.registers(doc)['title']).toEqual(
      expect.arrayContaining([
        { dot: `${laptop.id}.2`, stamp: expect.anything(), value: 'Laptop' },
        { dot: `${heir.id}.1`, stamp: at, value: 'Image' },
      ]),
    );
    const { documents } = (await ben.send(`/api/v1/logs/${log}/snapshot`)).body;
    const here = documents.find((one: { doc: string }) => one.doc === doc);
    expect(here.registers.title.heads).toEqual(reader.registers(doc)['title']);
  });
}
