import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { vacuumCommand } from '#server/cli/maintenance-commands.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { recordDataRequest } from '#server/retention/data-requests.ts';
import { eraseForDataRequest } from '#server/retention/requested-erasures.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { anEntry } from '#tests/support/builders/a-data-request.ts';
import { anErasingHeadquarters, comment, secret } from '#tests/support/server/erasing-headquarters.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import {
  embedded,
  newFolder,
  openUntilTheEnd,
  postgres,
  type StoreLocations,
} from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';

/** A comment that names a person, and an unreadable text in the form of a pack, which names them too. */
async function setUp(storeLocations: StoreLocations) {
  const all = await anErasingHeadquarters(storeLocations);
  const { hq, store, log, ana, ben } = all;
  await hq.push(ana, ana.pack(log, { path: comment, value: secret }));
  const unreadable = {
    payload: `{"v":9,"log":"${log}",${' '.repeat(100)}"says":"${secret}"}`,
    sig: 'A'.repeat(86),
  };
  const { verdicts } = await hq.sync(ben, { packs: [unreadable] });
  expect(verdicts).toEqual([{ pack: sha256Of(unreadable.payload), verdict: 'refused', code: 'malformed' }]);
  const personId = await hq.addPerson('dpo');
  await store
    .transaction()
    .execute((tx) => recordDataRequest(tx, testDependencies, personId, anEntry({ kind: 'erasure' })));
  const place = { number: 1, log, doc: aDoc(1), path: Path.parse(comment), part: 'all' as const };
  const eraseComment = () => eraseForDataRequest({ store, dependencies: testDependencies }, personId, place);
  return { ...all, unreadable, eraseComment };
}

async function inFolder() {
  const folder = newFolder();
  const newLocation = async () => ({ kind: 'embedded' as const, folder });
  const files = (where: string) =>
    fs
      .readdirSync(where)
      .filter((name) => fs.readFileSync(path.join(where, name), 'latin1').includes(secret));
  return { folder, files, ...(await setUp({ name: 'embedded store', newLocation })) };
}

describe('[E8] content erased in the embedded store', () => {
  test('is in none of its files, including the write-ahead log, and in no later backup', async () => {
    const { folder, files, eraseComment } = await inFolder();
    expect(files(folder).length).toBeGreaterThan(0);
    expect(await eraseComment()).toEqual({ ok: true, value: { erased: 1 } });
    expect(files(folder)).toEqual([]);
    const backup = newFolder();
    fs.cpSync(folder, backup, { recursive: true });
    const restored = await openUntilTheEnd({ kind: 'embedded', folder: backup });
    expect([files(backup), await standsAnywhere(restored, secret)]).toEqual([[], false]);
  });

  test('goes from the write-ahead log too when a laptop tells of it', async () => {
    const { folder, files, hq, ana, ben, erase, store, news } = await inFolder();
    const rows = await store.selectFrom('entries').selectAll().execute();
    await erase(comment);
    const [told] = await news(ben, 1);
    if (told === undefined) throw new Error('The erasure is told');
    await store.deleteFrom('entries').execute();
    await store.insertInto('entries').values(rows).execute();
    expect(files(folder).length).toBeGreaterThan(0);
    expect(await hq.push(ana, told.pack)).toEqual([{ verdict: 'duplicate' }]);
    expect(files(folder)).toEqual([]);
  });

  test('goes from the write-ahead log too at a look of the retention clock', async () => {
    const { folder, files, erase, store } = await inFolder();
    await erase(comment);
    expect(files(folder).length).toBeGreaterThan(0);
    await runRetention(store, testDependencies, { erases: true, actor: 'retention clock' });
    expect(files(folder)).toEqual([]);
  });
});

describe.each([embedded, postgres])('[J1] what cannot be read, on the $name', (blankLocations) => {
  test('is kept as its hash and its beginning, for no erasure could find it', async () => {
    const { store, unreadable } = await setUp(blankLocations);
    const parked = await store.selectFrom('parked').select(['hash', 'payload', 'sig']).execute();
    expect(parked).toEqual([
      { hash: sha256Of(unreadable.payload), payload: unreadable.payload.slice(0, 100), sig: '' },
    ]);
  });

  test('`admin vacuum` removes erased content from the disk, and adds a line to the trail', async () => {
    const { store, eraseComment } = await setUp(blankLocations);
    await eraseComment();
    const context = { store, dependencies: testDependencies };
    const engine = blankLocations === embedded ? 'sqlite' : 'postgres';
    expect(await vacuumCommand.run(context, {})).toEqual({ engine, isClear: true });
    const lines = await store.selectFrom('audit').select('subject').where('act', '=', 'vacuum').execute();
    expect(lines).toEqual([{ subject: JSON.stringify({ engine, isClear: true }) }]);
    expect((await verifyAuditTrail(store)).intact).toBe(true);
  });
});
