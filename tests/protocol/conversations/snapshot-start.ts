import { expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { Reader } from '#tests/support/protocol/reader.mjs';
import type { Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** A new device begins with the present documents, not with their history. */
export function snapshotStart(programme: () => Programme): void {
  const setUp = async () => {
    const logId = await programme().newLog();
    const [ana, ben] = [await programme().enrolled('lead', logId), await programme().enrolled('lead', logId)];
    const docs = [aDocument(), aDocument(), aDocument(), aDocument()].sort();
    const [a = '', b = '', c = '', d = ''] = docs;
    return { log: logId, ana, ben, docs, a, b, c, d };
  };
  const snapshotOf = async (device: Device, logId: LogId, query = '') =>
    (await device.send(`/api/v1/logs/${logId}/snapshot${query}`)).body;
  const follow = async (device: Device, logId: LogId, reader: Reader) => {
    const { body } = await device.sync({ [logId]: { since: reader.since } });
    reader.take(body.logs[logId]);
    return body.logs[logId].entries.map(({ place }: { place: number }) => place);
  };

  test('the snapshot is the heads, their place and the version vector, as one object or in lines', async () => {
    const { log, ana, ben, a } = await setUp();
    const stamp: [number, number] = [1_767_225_600_000, 4];
    const never = `${ana.id}.9`;
    await verdictsOf(ana, ana.pack(log, [{ ...title(a, 'One', never), at: stamp }]));
    const snapshot = await snapshotOf(ben, log);
    const heads = [{ dot: `${ana.id}.1`, stamp, value: 'One' }];
    expect(snapshot).toEqual({
      place: 1,
      have: { [ana.id]: 1 },
      held: [],
      documents: [{ doc: a, kind: 'assessment', registers: { title: { heads, dead: [never] } } }],
    });
    const path = `/api/v1/logs/${log}/snapshot`;
    const lines = await ben.send(path, undefined, { accept: 'application/x-ndjson' });
    const [head, ...documents] = String(lines.body)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ ...head, documents }).toEqual(snapshot);

    const later = ana.pack(log, [title(a, 'Two', `${ana.id}.1`)]);
    await verdictsOf(ana, later);
    const { body } = await ben.sync({ [log]: { since: snapshot.place } });
    expect(body.logs[log].entries).toEqual([{ place: 2, pack: later }]);
  });

  test('[S2, M2] pages on a cut link: whoever goes on after the last page that came, and then syncs, misses nothing', async () => {
    const { log, ana, ben, docs, a, d } = await setUp();
    const level = { kind: 'assessment', path: 'answers/D1.1/level', value: 2 };
    await verdictsOf(
      ana,
      ana.pack(
        log,
        docs.map((doc) => title(doc, 'One')),
      ),
    );
    const reader = new Reader();
    const take = async (query: string) => {
      const page = await snapshotOf(ben, log, `?bytes=1${query}`);
      reader.begin(page);
      return page;
    };
    const first = await take('');
    expect([first.place, first.documents.length, first.left, first.more]).toEqual([1, 1, 3, true]);

    // Meanwhile others write: in a document that came already, and in one that comes later.
    const bens = ben.pack(log, [title(a, 'Two', `${ana.id}.1`), { doc: d, ...level }]);
    await verdictsOf(ben, bens, ben.pack(log, [title(d, 'Bens')]));
    let page = first;
    while (page.more) page = await take(`&after=${page.documents.at(-1).doc}&place=${first.place}`);
    expect([page.place, page.left]).toEqual([3, 0]);
    expect(reader.since).toBe(first.place);
    const carol = await programme().enrolled('lead', log);
    expect(await follow(carol, log, reader)).toEqual([2, 3]);

    const fromTheBeginning = new Reader();
    expect(await follow(carol, log, fromTheBeginning)).toEqual([1, 2, 3]);
    for (const doc of docs) expect(reader.registers(doc)).toEqual(fromTheBeginning.registers(doc));
    expect(reader.have).toEqual(fromTheBeginning.have);
    expect(reader.values(a)).toEqual({ title: ['Two'] });
    expect(new Set(reader.values(d)['title'])).toEqual(new Set(['One', 'Bens']));
  });

  test('[J5] what was held when the snapshot began is in it without effect, and counts after its release', async () => {
    const { log, ana, ben, a, b } = await setUp();
    const manager = await programme().enrolled('manager', log);
    const reviewer = await programme().enrolled('reviewer', log);
    await verdictsOf(ana, ana.pack(log, [title(a, 'Court'), title(b, 'Police')]));
    const rating = { doc: a, kind: 'assessment', path: 'answers/D1.1/level', value: 3 };
    const renamed = title(b, 'Police academy', `${ana.id}.2`);
    const pack = manager.pack(log, [rating, renamed]);
    await verdictsOf(manager, pack);
    const release = async (n: number) => {
      const ask = { device: manager.id, n: [n] };
      return (await reviewer.send(`/api/v1/logs/${log}/releases`, ask)).body;
    };
    expect(await release(2)).toEqual({ place: 3 });

    const [whole, paged] = [new Reader(), new Reader()];
    const snapshot = await snapshotOf(ben, log);
    expect(snapshot.held).toEqual([{ place: 2, pack, held: [1] }]);
    whole.begin(snapshot);
    const first = await snapshotOf(ben, log, '?bytes=1');
    paged.begin(first);
    expect(await release(1)).toEqual({ place: 4 });
    paged.begin(await snapshotOf(ben, log, `?bytes=1&after=${a}&place=${first.place}`));
    for (const reader of [whole, paged]) {
      expect(reader.values(a)).toEqual({ title: ['Court'] });
      expect(await follow(ben, log, reader)).toEqual([4]);
      expect(reader.values(a)).toEqual({ title: ['Court'], 'answers/D1.1/level': [3] });
      expect(reader.values(b)).toEqual({ title: ['Police academy'] });
    }
  });

  test('[access] a log that is not open to the asker has no snapshot, in pages or whole', async () => {
    const { log } = await setUp();
    const outsider = await programme().enrolled('lead');
    for (const query of ['', '?bytes=1'])
      expect((await snapshotOf(outsider, log, query)).code).toBe('not-found');
  });
}
