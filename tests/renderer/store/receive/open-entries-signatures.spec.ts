import { beforeEach, describe, expect, test } from 'vitest';
import { deviceOfDot, dotOf, type Op, Path } from '#domain/document/op.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import { decodePack, erasedPackText, packHash } from '#sync/protocol/erased-pack.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack, SyncResponse } from '#sync/protocol/wire.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { startAssessor, startLaptop, valuesAt } from '#tests/support/laptop/start-laptop.ts';
import { anEnrolment, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const title = Path.parse('title');

let server = new FakeServer(0);
beforeEach(() => {
  server = new FakeServer(Date.UTC(2026, 10, 24, 9));
});

const start = (at: number): Promise<TestLaptop> => startAssessor(server, at);

const titlesAt = (device: TestLaptop): Promise<readonly unknown[]> => valuesAt(device, [log, doc, title]);

/** The same text, changed on the way by somebody without the key. */
const forge = ({ payload, sig }: Pack): Pack => ({
  payload: payload.replace('true words', 'false words'),
  sig,
});

describe('[P1] [P2] a colleague’s pack is taken only with the colleague’s signature', () => {
  test('by hand: a forged pack is quarantined as `signature`; the true one is then applied', async () => {
    const [a, b] = [await start(1), await start(2)];
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'true words');
    const packs = await a.packsFor(log);
    expect(await b.carry(packs.map(forge))).toEqual({ changes: 0, early: 0, parked: 1 });
    expect(await b.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(b)).toEqual([]);

    expect(await b.carry(packs)).toMatchObject({ changes: 1 });
    expect(await titlesAt(b)).toEqual(['true words']);
    await Promise.all([a.close(), b.close()]);
  });

  test('from headquarters: a forged pack is quarantined and reported; the rest of the answer counts', async () => {
    const [a, b] = [await start(1), await start(2)];
    await a.write(log, doc, 'assessment', 'title', 'true words');
    await a.sync();
    inAnswers((text) => text.replaceAll('true words', 'false words'));
    expect((await b.sync()).parked).toBe(1);
    expect(await b.query('parked', null)).toMatchObject([{ what: 'entry', why: 'signature' }]);
    expect(await titlesAt(b)).toEqual([]);
    expect((await b.db.logs.get(log))?.since).toBe(1);
    await Promise.all([a.close(), b.close()]);
  });

  test('a pack of a device that headquarters has not named waits until it is named', async () => {
    const a = await start(1);
    const b = await start(2);
    b.transport.mood = 'down';
    await b.write(log, doc, 'assessment', 'title', 'true words');
    // Its grants are of the time before the colleague came.
    const packs = await b.packsFor(log);
    expect(await a.carry(packs)).toEqual({ changes: 0, early: 0, parked: 1 });
    expect(await a.query('parked', null)).toMatchObject([{ what: 'entry', why: 'unnamed' }]);
    expect(await titlesAt(a)).toEqual([]);

    await a.sync();
    expect(await titlesAt(a)).toEqual(['true words']);
    expect(await a.query('parked', null)).toEqual([]);
    // And goes on from here to headquarters, even if the colleague's laptop is gone.
    await a.sync();
    expect(server.packs(log)).toEqual(packs.map(({ payload }) => payload));
    await Promise.all([a.close(), b.close()]);
  });

  test('one that waited unnamed and was forged stays parked, as `signature`', async () => {
    const a = await start(1);
    const b = await start(2);
    b.transport.mood = 'down';
    await b.write(log, doc, 'assessment', 'title', 'true words');
    await a.carry((await b.packsFor(log)).map(forge));
    await a.sync();
    expect(await a.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(a)).toEqual([]);
    await Promise.all([a.close(), b.close()]);
  });

  test('a device that headquarters names with another device’s key is as good as unnamed', async () => {
    const [a, b] = [await start(1), await start(2)];
    await b.write(log, doc, 'assessment', 'title', 'true words');
    await b.sync();
    inAnswers((text) => text.replaceAll(b.host.publicKey, a.host.publicKey));
    await a.sync();
    expect(await a.query('parked', null)).toMatchObject([{ why: 'unnamed' }]);
    await Promise.all([a.close(), b.close()]);
  });

  test('a device that headquarters names without a key is as good as unnamed', async () => {
    const [a, b] = [await start(1), await start(2)];
    await b.write(log, doc, 'assessment', 'title', 'true words');
    await b.sync();
    inAnswers((text) => text.replaceAll(`,"key":"${b.host.publicKey}"`, ''));
    await a.sync();
    expect(await a.query('parked', null)).toMatchObject([{ why: 'unnamed' }]);
    expect(await titlesAt(a)).toEqual([]);
    await Promise.all([a.close(), b.close()]);
  });

  test.each([
    ['none', () => undefined],
    ['another', (other: string) => other],
  ])('a known key stays when headquarters names the device with %s', async (_, keyOf) => {
    const [a, b] = [await start(1), await start(2)];
    await a.sync();
    await b.write(log, doc, 'assessment', 'title', 'true words');
    await b.sync();
    // Somebody new: headquarters sends the names again.
    await (await start(3)).close();
    const named = JSON.stringify({ key: b.host.publicKey }).slice(1, -1);
    const instead = JSON.stringify({ key: keyOf(a.host.publicKey) }).slice(1, -1);
    inAnswers((text) =>
      text
        .replaceAll(`,${named}`, instead === '' ? '' : `,${instead}`)
        .replaceAll('true words', 'false words'),
    );
    await a.sync();
    expect(await a.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(a)).toEqual([]);
    expect((await readMeta(a.db, 'grants'))?.devices[b.id]?.key).toBe(b.host.publicKey);
    await Promise.all([a.close(), b.close()]);
  });
});

/** Change every answer of headquarters on its way. */
function inAnswers(change: (text: string) => string): void {
  const answer = server.sync.bind(server);
  server.sync = (syncRequest) => JSON.parse(change(JSON.stringify(answer(syncRequest)))) as SyncResponse;
}

describe('[P2] own packs are checked by the own key', () => {
  test('a forged pack on the own chain is quarantined; writes continue from the true one', async () => {
    const a = await start(1);
    await a.write(log, doc, 'assessment', 'title', 'true words');
    await a.sync();
    const [mine] = await a.packsFor(log);
    const forged = nextOf(mine, 'put in my mouth');
    expect(await a.carry([forged])).toMatchObject({ changes: 0, parked: 1 });
    inAnswers((text) => {
      const syncResponse = JSON.parse(text) as SyncResponse;
      const there = syncResponse.logs[log];
      if (there === undefined) return text;
      const entries = [...there.entries, { place: 2, pack: forged }];
      return JSON.stringify({ ...syncResponse, logs: { [log]: { ...there, entries, next: 2 } } });
    });
    await a.sync();
    expect(await a.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(a)).toEqual(['true words']);

    await a.write(log, doc, 'assessment', 'title', 'my own');
    const next = decodePack((await a.packsFor(log))[1] ?? forged);
    expect(next).toMatchObject({ ok: true, value: { prev: packHash(mine ?? forged) } });
    await a.close();
  });
});

/** The next pack of this chain, under a signature that its device never made. */
function nextOf(pack: Pack | undefined, value: string): Pack {
  if (pack === undefined) throw new Error('Nothing was written');
  const opened = decodePack(pack);
  if (!opened.ok) throw new Error(opened.refusal.why);
  const { log: logId, ops, first } = opened.value;
  const [op] = ops;
  if (op === undefined) throw new Error('A pack holds an op');
  const dot = dotOf(deviceOfDot(op.dot), first + ops.length);
  const nextOp = { ...op, dot, over: [op.dot], value } as Op; // a value, as the one before it
  return { payload: encodePayload(logId, packHash(pack), [nextOp]), sig: 'A'.repeat(86) };
}

describe('[E8] an erased pack is taken only with headquarters’ signature', () => {
  const base64url = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64url');

  /** Laptop A with some writes, its packs before and after the erasure, and headquarters' keys. */
  async function erasedPack() {
    const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const key = base64url(await crypto.subtle.exportKey('raw', keys.publicKey));
    const host = await makeFakeHost({
      enrolment: { ...anEnrolment(aPerson(1), 'Assessor 1'), serverKey: key },
    });
    const roles = { [log]: ['assessor'] } as const;
    const a = await startLaptop(server, 1, { name: 'A', roles, host });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'true words');
    await a.sync();
    const [pack] = await a.packsFor(log);
    if (pack === undefined) throw new Error('Nothing was written');
    const opened = decodePack(pack);
    if (!opened.ok) throw new Error(opened.refusal.why);
    const gone = opened.value.ops.map((op) => ({ ...op, value: null, erased: true }) as Op); // of its own sort
    const hash = packHash(pack);
    const sign = async (by: CryptoKeyPair, change = (ops: readonly Op[]) => ops): Promise<Pack> => {
      const payload = encodePayload(opened.value.log, opened.value.prev, change(gone));
      const text = new TextEncoder().encode(erasedPackText(hash, payload));
      return {
        payload,
        sig: base64url(await crypto.subtle.sign('Ed25519', by.privateKey, text)),
        erased: { hash, key: base64url(await crypto.subtle.exportKey('raw', by.publicKey)) },
      };
    };
    return { a, keys, sign };
  }

  test('also for an own pack: without the signature, its values stay', async () => {
    const { a, keys, sign } = await erasedPack();
    const stranger = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    expect(await a.carry([await sign(stranger)])).toMatchObject({ parked: 1 });
    expect(await a.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(a)).toEqual(['true words']);

    expect(await a.carry([await sign(keys)])).toMatchObject({ parked: 0 });
    expect(await titlesAt(a)).toEqual([null]);
    await a.close();
  });

  test('a pack that says of itself that it was erased is none', async () => {
    const { a, keys, sign } = await erasedPack();
    const { payload, sig } = await sign(keys);
    await a.carry([{ payload, sig }]);
    expect(await a.query('parked', null)).toMatchObject([{ why: 'erased by nobody' }]);
    expect(await titlesAt(a)).toEqual(['true words']);
    await a.close();
  });

  test('also in headquarters’ answer: under another key or a foreign signature it is quarantined', async () => {
    const { a, keys, sign } = await erasedPack();
    const good = await sign(keys);
    const hash = good.erased?.hash ?? chainStartHash;
    const forged: readonly Pack[] = [
      { ...good, erased: { hash, key: 'B'.repeat(43) }, sig: 'A'.repeat(86) },
      { ...good, sig: 'A'.repeat(86) },
    ];
    let place = 1;
    let pack = forged[0] ?? good;
    inAnswers((text) => {
      const syncResponse = JSON.parse(text) as SyncResponse;
      const there = syncResponse.logs[log];
      if (there === undefined) return text;
      return JSON.stringify({
        ...syncResponse,
        logs: { [log]: { ...there, entries: [{ place, pack }], next: place } },
      });
    });
    for (pack of [...forged, good]) {
      expect(await titlesAt(a)).toEqual(['true words']);
      place += 1;
      await a.sync();
    }
    expect(await titlesAt(a)).toEqual([null]);
    // Both claim to be the remains of one pack: kept once.
    expect(await a.query('parked', null)).toMatchObject([{ why: 'signature' }]);
    await a.close();
  });

  test('[P1] a pack that changes more than its erasure is quarantined; the true one then counts', async () => {
    const { a, keys, sign } = await erasedPack();
    const more = await sign(keys, (ops) => ops.map((op) => ({ ...op, path: Path.parse('country') })));
    expect(await a.carry([more])).toMatchObject({ parked: 1 });
    expect(await a.query('parked', null)).toMatchObject([{ why: 'erasure' }]);
    expect(await titlesAt(a)).toEqual(['true words']);
    await a.carry([await sign(keys)]);
    expect(await titlesAt(a)).toEqual([null]);
    await a.close();
  });

  test('an erased pack signed under the newly pinned key replaces the former one', async () => {
    const { a, keys, sign } = await erasedPack();
    await a.carry([await sign(keys)]);
    const next = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const anew = await sign(next);
    expect(await a.carry([anew])).toMatchObject({ parked: 1 });
    a.host.pin(anew.erased?.key ?? '');
    expect(await a.carry([anew])).toMatchObject({ parked: 0 });
    expect(await a.packsFor(log)).toEqual([anew]);
    await a.close();
  });
});
