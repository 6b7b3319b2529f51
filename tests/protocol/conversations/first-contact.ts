import { expect, test } from 'vitest';
import { Device, hashOf } from '#tests/support/protocol/client.mjs';
import { command } from '#tests/support/server/built-server.ts';
import { argumentsOf, type Programme } from '../programme.ts';
import { aDocument, title, verdictsOf } from './writes.ts';

/** Enrolment, verdicts and remote commands of every device. */
export function firstContact(programme: () => Programme): void {
  test('[S1, S5] a client pushes and pulls, and gets each verdict', async () => {
    const [logId, foreign] = [await programme().newLog(), await programme().newLog()];
    const [ana, ben] = [
      await programme().enrolled('lead', logId),
      await programme().enrolled('assessor', logId),
    ];
    const doc = aDocument();
    const odd = { doc, kind: 'assessment', path: 'no/such', value: 1 };
    const firstPack = ana.pack(logId, [title(doc, 'One'), odd]);
    const second = ana.pack(logId, [title(doc, { $odd: true }, `${ana.id}.1`), title(doc, 'Two')]);
    const stranger = new Device(programme().url).pack(logId, [title(doc, 'Stranger')]);
    const outside = ana.pack(foreign, [title(doc, 'Outside')]);

    const { body } = await ana.sync({}, [firstPack, second, stranger, outside]);
    expect(body.verdicts).toEqual([
      { pack: hashOf(firstPack.payload), verdict: 'accepted', held: [2] },
      { pack: hashOf(second.payload), verdict: 'accepted', held: [3] },
      { pack: hashOf(stranger.payload), verdict: 'refused', code: 'device' },
      { pack: hashOf(outside.payload), verdict: 'refused', code: 'access' },
    ]);

    const pulled = await ben.sync({ [logId]: { since: 0 }, [foreign]: { since: 0 } });
    expect(pulled.body).toMatchObject({ protocol: 1, orders: [], verdicts: [] });
    expect(pulled.body.logs).toEqual({
      [logId]: {
        entries: [
          { place: 1, pack: firstPack, held: [2] },
          { place: 2, pack: second, held: [3] },
        ],
        next: 2,
        more: false,
        acked: 0,
      },
    });
    const ownAnswer = await ana.sync({ [logId]: { since: 0 } });
    expect(ownAnswer.body.logs[logId]).toEqual({ entries: [], next: 2, more: false, acked: 4 });
  });

  test('a revoked device is told to stop', async () => {
    const logId = await programme().newLog();
    const device = await programme().enrolled('lead', logId);
    const options = ['--device', device.id, '--wipe', ...argumentsOf(programme().storeLocation)];
    expect(await command('admin', 'revoke', ...options)).toEqual({ revoked: true });
    const { status, body } = await device.sync({ [logId]: { since: 0 } });
    expect([status, body.code, body.order.order]).toEqual([401, 'device', 'wipe']);
  });

  test('[S4] whatever is asked again is answered alike, and counts once', async () => {
    const logId = await programme().newLog();
    const [ana, ben] = [await programme().enrolled('lead', logId), await programme().enrolled('lead', logId)];
    const doc = aDocument();
    const packs = [ana.pack(logId, [title(doc, 'One')]), ana.pack(logId, [title(doc, 'Two', `${ana.id}.1`)])];
    expect(await verdictsOf(ana, ...packs)).toEqual(['accepted', 'accepted']);
    expect(await verdictsOf(ana, ...packs, ...packs)).toEqual(
      packs.flatMap(() => ['duplicate', 'duplicate']),
    );
    const ask = async () => (await ben.sync({ [logId]: { since: 0 } })).body.logs;
    const answer = await ask();
    expect(answer[logId].entries).toHaveLength(2);
    expect(await ask()).toEqual(answer);

    // The same bytes once more are no repetition but a replay.
    const replay = { nonce: 'A'.repeat(22) };
    expect((await ben.sync({}, [], {}, replay)).status).toBe(200);
    const replayed = await ben.sync({}, [], {}, replay);
    expect([replayed.status, replayed.body.code]).toEqual([401, 'nonce']);
  });
}
