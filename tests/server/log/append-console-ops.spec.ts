import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { ok, refuse } from '#base/result.ts';
import { dotsAt, valueAt } from '#domain/document/document.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { kindDescriptors } from '#domain/kinds/kind-descriptors.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { readPeopleResponse } from '#server/admin/list-people.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { isTextSignedBy, parsePrivateKey, parsePublicKey, signText } from '#server/auth/ed25519.ts';
import { readDeviceRows } from '#server/console/signed-in-person.ts';
import { decryptSecret } from '#server/db/encryption/encrypted-secrets.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { appendConsoleOps } from '#server/log/append-console-ops.ts';
import { receivePack } from '#server/log/receive-pack.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, openUntilTheEnd, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

async function setUp(storeLocations: StoreLocations) {
  const storeLocation = await storeLocations.newLocation();
  const hq = await TestHeadquarters.open(storeLocation);
  const logId = await hq.addLog();
  return {
    hq,
    storeLocation: storeLocation,
    log: logId,
    reviewer: await hq.addPerson('reviewer', logId),
    laptop: await hq.addLaptop('assessor', logId),
  };
}

const write = (path: string, value: JsonValue, over: readonly string[] = []) => ({
  doc: aDoc(1),
  kind: DocumentKind.parse('assessment'),
  path: Path.parse(path),
  value,
  over: over as never, // dots that the test read
});

const writeAs = (
  store: ServerStore,
  person: PersonId,
  log: LogId,
  ...writes: readonly ReturnType<typeof write>[]
) =>
  store
    .transaction()
    .execute((tx) =>
      appendConsoleOps(tx, testDependencies, { person, log, docs: [aDoc(1)], decide: () => ok(writes) }),
    );

const placesOf = async (store: ServerStore, logId: LogId) =>
  (await store.selectFrom('entries').select('place').where('log', '=', logId).orderBy('place').execute()).map(
    ({ place }) => place,
  );

const documentOf = async (store: ServerStore, logId: LogId) => (await documentsOf(store, logId))[0];

describe.each([embedded, postgres])('what is written at headquarters, on the $name', (blankLocations) => {
  test('[J5] a record beyond the number that a log takes is refused, and nothing is written', async () => {
    const { hq, log } = await setUp(blankLocations);
    const lead = await hq.addLaptop('lead', log);
    const most = kindDescriptors['action-plan'].mostPerLog;
    const plan = (doc: number) => ({
      ...write('title', 'Plan'),
      doc: aDoc(doc),
      kind: DocumentKind.parse('action-plan'),
    });
    const laptop = lead.pack(
      log,
      ...Array.from({ length: most }, (_none, at) => ({ ...plan(at + 1), over: [] })),
    );
    expect(await hq.push(lead, laptop)).toEqual([{ verdict: 'accepted' }]);
    const manager = await hq.addPerson('lead', log);
    expect(await writeAs(hq.store, manager, log, plan(most + 1))).toEqual(
      refuse({ kind: 'held', path: 'title', reason: { kind: 'logFull' } }),
    );
    expect(await placesOf(hq.store, log)).toEqual([1]);
    expect(await writeAs(hq.store, manager, log, plan(1))).toMatchObject({ ok: true });
  });

  test('[P1, P2] a write reaches a laptop as a device’s signed pack under the author’s name', async () => {
    const { hq, log, reviewer, laptop } = await setUp(blankLocations);
    const written = await writeAs(hq.store, reviewer, log, write('comments/c1/text', 'Which year?'));
    expect(written).toMatchObject({ ok: true, value: [expect.stringMatching(/\.1$/)] });

    const answer = await hq.sync(laptop, { logs: { [log]: { since: 0 } } });
    const [logEntry] = answer.logs[log]?.entries ?? [];
    if (logEntry === undefined || !('pack' in logEntry)) throw new Error('There is a pack');
    const opened = decodePayload(logEntry.pack.payload);
    if (!opened.ok) throw new Error('It can be read');
    const desk = answer.grants?.devices[opened.value.device];
    expect(desk).toMatchObject({ person: reviewer, name: 'The reviewer' });
    const key = parsePublicKey(desk?.key ?? '');
    expect(
      key && isTextSignedBy(key, logEntry.pack.payload, Buffer.from(logEntry.pack.sig, 'base64url')),
    ).toBe(true);
    expect(logEntry.held).toBeUndefined();
  });

  test('[J5] a write that would be held from a laptop is refused, and nothing is written', async () => {
    const { hq, log } = await setUp(blankLocations);
    const adviser = await hq.addPerson('adviser', log);
    const written = await writeAs(
      hq.store,
      adviser,
      log,
      write('comments/c1/text', 'Signed off'),
      write('status', 'final'),
    );
    expect(written).toEqual({
      ok: false,
      refusal: { kind: 'held', path: 'status', reason: { kind: 'roleMayNotFinalize' } },
    });
    expect(await placesOf(hq.store, log)).toEqual([]);
  });

  test('a person without a reading role in a log writes nothing there', async () => {
    const { hq, log } = await setUp(blankLocations);
    const [stranger, administrator] = [await hq.addPerson('reviewer'), await hq.addPerson('admin')];
    const comment = write('comments/c1/text', 'x');
    expect(await writeAs(hq.store, stranger, log, comment)).toMatchObject({ refusal: { kind: 'absent' } });
    expect(await writeAs(hq.store, administrator, log, comment)).toMatchObject({ refusal: { kind: 'held' } });
    expect(await placesOf(hq.store, log)).toEqual([]);
  });

  test('[M1] a write replaces the seen value; a value that arrived meanwhile stays beside it', async () => {
    const { hq, log, reviewer, laptop } = await setUp(blankLocations);
    await hq.push(laptop, laptop.pack(log, { path: 'status', value: 'quality-review' }));
    const seen = dotsAt(await documentOf(hq.store, log), 'status');
    await hq.push(
      laptop,
      laptop.pack(log, { path: 'status', value: 'quality-review', over: [laptop.dot(1)] }),
    );
    await writeAs(hq.store, reviewer, log, write('status', 'fieldwork', seen));
    const previousDocument = await documentOf(hq.store, log);
    expect(dotsAt(previousDocument, 'status')).toHaveLength(2);
    // Its timestamp is after all present ones, so it is shown first.
    expect(valueAt(previousDocument, 'status')).toBe('fieldwork');
    await writeAs(hq.store, reviewer, log, write('status', 'final', dotsAt(previousDocument, 'status')));
    expect(valueAt(await documentOf(hq.store, log), 'status')).toBe('final');
  });

  test('[S2] concurrent writers make chains and places without holes, and projections equal to a fold', async () => {
    const { hq, storeLocation, log, reviewer } = await setUp(blankLocations);
    const otherPersonId = await hq.addPerson('reviewer', log);
    // Another process of the server; two connections to SQLite in one process would wait for each other.
    const second = storeLocation.kind === 'postgres' ? await openUntilTheEnd(storeLocation) : hq.store;
    const all = await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        writeAs(
          at % 3 === 0 ? second : hq.store,
          at % 2 === 0 ? reviewer : otherPersonId,
          log,
          write(`comments/c${at}/text`, `Remark ${at}`),
        ),
      ),
    );
    expect(all.every((one) => one.ok)).toBe(true);
    expect(await placesOf(hq.store, log)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    const ends = await hq.store.selectFrom('chain_ends').select('n').where('log', '=', log).execute();
    expect(ends.map(({ n }) => n)).toEqual([12, 12]);
    const views = await documentsOf(hq.store, log);
    await rebuildProjections(hq.store);
    expect(await documentsOf(hq.store, log)).toEqual(views);
  });

  test('[P2] when a restored backup brings another branch of a console device, a new one writes', async () => {
    const { hq, log, reviewer, laptop } = await setUp(blankLocations);
    await writeAs(hq.store, reviewer, log, write('comments/c1/text', 'one'));
    const desk = await hq.store.selectFrom('desks').selectAll().executeTakeFirstOrThrow();
    const [logEntry] = (await hq.sync(laptop, { logs: { [log]: { since: 0 } } })).logs[log]?.entries ?? [];
    if (logEntry === undefined || !('pack' in logEntry)) throw new Error('There is a pack');
    const opened = decodePayload(logEntry.pack.payload);
    if (!opened.ok) throw new Error('It can be read');
    const key = parsePrivateKey(
      decryptSecret(hq.store, { table: 'desks', row: desk.device }, desk.private_key),
    );
    const [op] = opened.value.ops;
    if (op === undefined || 'text' in op) throw new Error('It is a value');
    const payload = encodePayload(log, chainStartHash, [{ ...op, value: 'another life' }]);
    const sender = { device: laptop.id, logs: new Set([log]) };
    const pack = { payload, sig: signText(key, payload).toString('base64url') };
    expect(await receivePack(hq.store, sender, pack, nowMs)).toMatchObject({
      verdict: { verdict: 'fork' },
    });

    const written = await writeAs(hq.store, reviewer, log, write('comments/c2/text', 'two'));
    expect(written).toMatchObject({ ok: true, value: [expect.not.stringContaining(desk.device)] });
  });

  test('a desk is no laptop in any list, and is closed with its person', async () => {
    const { hq, log, reviewer } = await setUp(blankLocations);
    await writeAs(hq.store, reviewer, log, write('comments/c1/text', 'one'));
    const administrator = await hq.addPerson('admin');
    expect((await readDeviceRows(hq.store, administrator)).map(({ platform }) => platform)).toEqual(['test']);
    const { people } = await readPeopleResponse(hq.store, false);
    expect(people.find(({ person }) => person === reviewer)?.devices).toBe(0);

    await hq.store
      .transaction()
      .execute((tx) =>
        changePerson(tx, testDependencies, administrator, { act: 'deactivate', person: reviewer }),
      );
    expect(await writeAs(hq.store, reviewer, log, write('comments/c2/text', 'two'))).toMatchObject({
      refusal: { kind: 'absent' },
    });
  });
});

test('[P2] a revoked console device writes nothing', async () => {
  const { hq, log, reviewer } = await setUp(embedded);
  expect(await writeAs(hq.store, reviewer, log, write('comments/c1/text', 'Which year?'))).toMatchObject({
    ok: true,
  });
  const revoked = hq.store.updateTable('devices').set({ state: 'revoked' });
  await revoked.where('at_headquarters', '=', 1).execute();
  const later = await writeAs(hq.store, reviewer, log, write('comments/c2/text', 'And which month?'));
  expect(later).toEqual({ ok: false, refusal: { kind: 'absent' } });
});
