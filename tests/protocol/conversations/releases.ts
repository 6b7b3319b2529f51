import { expect, test } from 'vitest';
import { Reader } from '#tests/support/protocol/reader.mjs';
import type { Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** Held ops and the person who releases them. */
export function releases(programme: () => Programme): void {
  test('[J5] a held op travels marked and without effect until a person with the right releases it, once', async () => {
    const logId = await programme().newLog();
    const [manager, lead, reviewer] = [
      await programme().enrolled('manager', logId),
      await programme().enrolled('lead', logId),
      await programme().enrolled('reviewer', logId),
    ];
    const doc = aDocument();
    const rating = { doc, kind: 'assessment', path: 'answers/D1.1/level', value: 3 };
    await verdictsOf(lead, lead.pack(logId, [title(doc, 'Court')]));
    const pack = manager.pack(logId, [rating]);
    expect(await verdictsOf(manager, pack)).toEqual(['accepted']);

    const reader = new Reader();
    const pull = async () => {
      const { body } = await reviewer.sync({ [logId]: { since: reader.since } });
      reader.take(body.logs[logId]);
      return body.logs[logId].entries;
    };
    expect(await pull()).toContainEqual({ place: 2, pack, held: [1] });
    expect(reader.values(doc)).toEqual({ title: ['Court'] });

    const ask = { device: manager.id, n: [1] };
    const path = `/api/v1/logs/${logId}/releases`;
    expect((await lead.send(path, ask)).status).toBe(404);
    expect((await reviewer.send(path, { ...ask, n: [7] })).body.code).toBe('not-releasable');
    expect((await reviewer.send(path, ask)).body).toEqual({ place: 3 });
    expect((await reviewer.send(path, ask)).body).toEqual({ place: null });
    expect(await pull()).toEqual([{ place: 3, release: { ...ask, by: expect.any(String) } }]);
    expect(reader.values(doc)).toEqual({ title: ['Court'], 'answers/D1.1/level': [3] });
  });
}
