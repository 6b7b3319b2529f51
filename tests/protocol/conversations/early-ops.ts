import { expect, test } from 'vitest';
import { hashOf } from '#tests/support/protocol/client.mjs';
import { Reader } from '#tests/support/protocol/reader.mjs';
import type { Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** Packs that come before their predecessors. */
export function earlyOps(programme: () => Programme): void {
  test('[J2] a pack before its predecessor is a gap that names what is needed; then both are taken', async () => {
    const logId = await programme().newLog();
    const ana = await programme().enrolled('lead', logId);
    const doc = aDocument();
    const firstPack = ana.pack(logId, [title(doc, 'One'), title(doc, 'Two', `${ana.id}.1`)]);
    const second = ana.pack(logId, [title(doc, 'Three', `${ana.id}.2`)]);

    const { body } = await ana.sync({ [logId]: { since: 0 } }, [second]);
    expect(body.verdicts).toEqual([{ pack: hashOf(second.payload), verdict: 'gap', need: 1 }]);
    expect(body.logs[logId]).toMatchObject({ next: 0, acked: 0 });
    // In one request too the order counts: the gap is known before the predecessor comes.
    expect(await verdictsOf(ana, second, firstPack)).toEqual(['gap', 'accepted']);
    expect(await verdictsOf(ana, firstPack, second)).toEqual(['duplicate', 'accepted']);
    expect(await programme().parked(logId)).toEqual([]);
  });

  test('[M6] a reader who gets packs out of order by another road waits until the hole is filled', async () => {
    const logId = await programme().newLog();
    const [ana, ben] = [await programme().enrolled('lead', logId), await programme().enrolled('lead', logId)];
    const doc = aDocument();
    const packs = [
      ana.pack(logId, [title(doc, 'One')]),
      ana.pack(logId, [title(doc, 'Two', `${ana.id}.1`)]),
      ana.pack(logId, [title(doc, 'Three', `${ana.id}.2`)]),
    ] as const;
    const byHand = new Reader();
    byHand.carry(packs[2]);
    byHand.carry(packs[1]);
    expect([byHand.values(doc), byHand.have, byHand.waiting]).toEqual([{}, {}, 2]);
    byHand.carry(packs[0]);
    expect([byHand.values(doc), byHand.have, byHand.waiting]).toEqual([
      { title: ['Three'] },
      { [ana.id]: 3 },
      0,
    ]);

    // Waiting packs are no hindrance when headquarters fills the hole.
    const mixed = new Reader();
    mixed.carry(packs[2]);
    expect(await verdictsOf(ana, packs[0], packs[1])).toEqual(['accepted', 'accepted']);
    mixed.take((await ben.sync({ [logId]: { since: 0 } })).body.logs[logId]);
    expect([mixed.values(doc), mixed.have, mixed.waiting]).toEqual([
      { title: ['Three'] },
      { [ana.id]: 3 },
      0,
    ]);
  });
}
