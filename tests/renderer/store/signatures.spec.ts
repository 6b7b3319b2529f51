import { beforeEach, describe, expect, test } from 'vitest';
import type { Dot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { decodePack, erasedPackText, packHash, payloadWith } from '#sync/protocol/erased-pack.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { anEnrolment, FakeDevice } from '#tests/fakes/fake-device.ts';
import { makeFakeHost } from '#tests/fakes/fake-host.ts';
import { FakeServer } from '#tests/fakes/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/fakes/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

const log = aLog();
const doc = aDoc();
const title = Path.parse('title');

let server = new FakeServer(0);
beforeEach(() => {
  server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  server.namesKeys = true;
});

const start = async (at: number): Promise<FakeDevice> => {
  const device = await FakeDevice.start({
    db: nodeDatabase(),
    server,
    person: aPerson(at),
    name: `Assessor ${at}`,
    roles: { [log]: ['assessor'] },
  });
  await device.rest();
  return device;
};

const titlesAt = async (device: FakeDevice): Promise<readonly unknown[]> =>
  ((await device.db.documents.get([log, doc]))?.registers[title]?.heads ?? []).map(({ value }) => value);

/** The same words, changed by somebody on the way who does not have the key. */
const forge = ({ payload, sig }: Pack): Pack => ({
  payload: payload.replace('true words', 'false words'),
  sig,
});

describe('[P1] [P2] a colleague’s pack is taken only with the colleague’s signature', () => {
  test('by hand: a forged one is parked as `signature` and never applied; the true one then is', async () => {
    const [a, b] = [await start(1), await start(2)];
    a.road.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'true words');
    const packs = await a.packsFor(log);
    expect(await b.carry(packs.map(forge))).toEqual({ changes: 0, early: 0, parked: 1 });
    expect(await b.answer('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(b)).toEqual([]);

    expect(await b.carry(packs)).toMatchObject({ changes: 1 });
    expect(await titlesAt(b)).toEqual(['true words']);
    await Promise.all([a.close(), b.close()]);
  });

  test('from headquarters: a forged one is parked, the rest of the answer counts, and the person is told', async () => {
    const [a, b] = [await start(1), await start(2)];
    await a.write(log, doc, 'assessment', 'title', 'true words');
    await a.sync();
    const answer = server.sync.bind(server);
    server.sync = (request) => {
      const response = answer(request);
      return JSON.parse(JSON.stringify(response).replaceAll('true words', 'false words')) as typeof response;
    };
    expect((await b.sync()).parked).toBe(1);
    expect(await b.answer('parked', null)).toMatchObject([{ what: 'entry', why: 'signature' }]);
    expect(await titlesAt(b)).toEqual([]);
    expect((await b.db.logs.get(log))?.since).toBe(1);
    await Promise.all([a.close(), b.close()]);
  });

  test('a device whose key is not known yet is taken by headquarters’ word', async () => {
    const a = await start(1);
    const b = await start(2);
    await b.write(log, doc, 'assessment', 'title', 'true words');
    await b.sync();
    // Its grants are of the time before the colleague came.
    expect(await a.carry((await b.packsFor(log)).map(forge))).toMatchObject({ changes: 1 });
    await Promise.all([a.close(), b.close()]);
  });
});

describe('[E8] what headquarters erased is taken by hand only with headquarters’ signature', () => {
  const base64url = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64url');

  /** Laptop A that wrote something, its packs before and after the erasure, and headquarters' keys. */
  async function erasedPack() {
    const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const key = base64url(await crypto.subtle.exportKey('raw', keys.publicKey));
    const host = await makeFakeHost({
      enrolment: { ...anEnrolment(aPerson(1), 'Assessor 1'), serverKey: key },
    });
    const roles = { [log]: ['assessor'] } as const;
    const a = await FakeDevice.start({
      db: nodeDatabase(),
      server,
      person: aPerson(1),
      name: 'A',
      roles,
      host,
    });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'true words');
    await a.sync();
    const [pack] = await a.packsFor(log);
    if (pack === undefined) throw new Error('Nothing was written');
    const opened = decodePack(pack);
    if (!opened.ok) throw new Error(opened.refusal.why);
    const gone = opened.value.ops.map((op) => [op.dot, { ...op, value: null, erased: true }] as const);
    const payload = payloadWith(opened.value, new Map(gone as [Dot, Op][])) ?? '';
    const hash = packHash(pack);
    const text = new TextEncoder().encode(erasedPackText(hash, payload));
    const sign = async (by: CryptoKeyPair): Promise<Pack> => ({
      payload,
      sig: base64url(await crypto.subtle.sign('Ed25519', by.privateKey, text)),
      erased: { hash, key: base64url(await crypto.subtle.exportKey('raw', by.publicKey)) },
    });
    return { a, keys, sign };
  }

  test('of an own pack too: without it, nobody takes away what was written here', async () => {
    const { a, keys, sign } = await erasedPack();
    const stranger = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    expect(await a.carry([await sign(stranger)])).toMatchObject({ parked: 1 });
    expect(await a.answer('parked', null)).toMatchObject([{ why: 'signature' }]);
    expect(await titlesAt(a)).toEqual(['true words']);

    expect(await a.carry([await sign(keys)])).toMatchObject({ parked: 0 });
    expect(await titlesAt(a)).toEqual([null]);
    await a.close();
  });

  test('a pack that says of itself that it was erased is none', async () => {
    const { a, keys, sign } = await erasedPack();
    const { payload, sig } = await sign(keys);
    await a.carry([{ payload, sig }]);
    expect(await a.answer('parked', null)).toMatchObject([{ why: 'erased by nobody' }]);
    expect(await titlesAt(a)).toEqual(['true words']);
    await a.close();
  });
});
