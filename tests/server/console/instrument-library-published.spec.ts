import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { LogId, PersonId } from '#domain/ids.ts';
import {
  instrumentDocumentId,
  readInstrumentEdition,
  readPublishedInstrument,
} from '#domain/instrument/instrument-edition.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { performAuditedAct } from '#server/admin/perform-act.ts';
import { publishInstrument, setInstrumentStatus } from '#server/console/instrument-library.ts';
import { readDeviceRows } from '#server/console/signed-in-person.ts';
import { migrations } from '#server/db/migrations.ts';
import { connectServerStore, newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { aLongInstrument, anInstrument } from '#tests/support/builders/instruments.ts';
import { nowMs } from '#tests/support/server/pack-writer.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import { embedded, openUntilTheEnd, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

async function setUp(storeLocations: StoreLocations) {
  const hq = await TestHeadquarters.open(await storeLocations.newLocation());
  const laptop = await hq.addLaptop('assessor', await hq.addLog());
  const log = LogId.parse(newUuid(testDependencies));
  const entry = { log, kind: 'programme', title: 'Programme', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const administrator = await hq.addPerson('admin');
  const publish = (instrument: Instrument, personId: PersonId = administrator) =>
    hq.store.transaction().execute((tx) => publishInstrument(tx, testDependencies, personId, instrument));
  return { hq, log, laptop, administrator, publish };
}

describe.each([embedded, postgres])('the instruments of the programme, on the $name', (blankLocations) => {
  test('an instrument published by an administrator reaches a laptop whole in the programme’s log', async () => {
    const { hq, log, laptop, publish } = await setUp(blankLocations);
    const long = aLongInstrument(3_000);
    expect(await publish(long)).toMatchObject({ ok: true, value: { ref: 'water-points@3', isNew: true } });
    const { logs, grants } = await hq.sync(laptop, { logs: { [log]: { since: 0 } }, budget: 8_000_000 });
    expect(grants?.logs[log]).toEqual(['assessor']);
    const packs =
      logs[log]?.entries.map((logEntry) => ('pack' in logEntry ? logEntry.pack.payload.length : 0)) ?? [];
    expect(packs.length).toBeGreaterThan(1);
    expect(Math.max(...packs)).toBeLessThanOrEqual(wireLimits.packBytes);
    const [document] = await documentsOf(hq.store, log);
    expect(document && readPublishedInstrument(document)).toEqual({ ok: true, value: long });
  });

  test('a version is published once: the same again changes nothing, another content is refused', async () => {
    const { hq, log, publish } = await setUp(blankLocations);
    await publish(anInstrument());
    expect(await publish(anInstrument())).toMatchObject({ ok: true, value: { isNew: false } });
    const otherInstrument = anInstrument({ title: { en: 'Wells' } });
    expect(await publish(otherInstrument)).toEqual({ ok: false, refusal: { kind: 'differs' } });
    expect(await publish({ ...otherInstrument, version: '4' })).toMatchObject({
      ok: true,
      value: { isNew: true },
    });
    const versions = (await documentsOf(hq.store, log)).map((one) => readInstrumentEdition(one)?.version);
    expect(new Set(versions)).toEqual(new Set(['3', '4']));
  });

  test('two who publish the same version at once: one of them is told', async () => {
    const { hq, publish } = await setUp(blankLocations);
    const second = await hq.addPerson('admin');
    const both = await Promise.all([
      publish(anInstrument()),
      publish(anInstrument({ title: { en: 'Wells' } }), second),
    ]);
    expect(both.map((one) => (one.ok ? 'published' : one.refusal.kind)).toSorted()).toEqual([
      'differs',
      'published',
    ]);
  });

  test('nobody but an administrator publishes or retires', async () => {
    const { hq, laptop, publish, administrator } = await setUp(blankLocations);
    const reviewer = await hq.addPerson('reviewer');
    const refusal = { kind: 'held', path: 'title', reason: { kind: 'roleMayNotWrite' } };
    expect(await publish(anInstrument(), reviewer)).toEqual({ ok: false, refusal });
    expect(await publish(anInstrument(), hq.personOf(laptop))).toEqual({ ok: false, refusal });
    await publish(anInstrument());
    const retire = (personId: PersonId) =>
      hq.store
        .transaction()
        .execute((tx) =>
          setInstrumentStatus(tx, testDependencies, personId, { ref: 'water-points@3', status: 'retired' }),
        );
    expect(await retire(reviewer)).toMatchObject({ ok: false });
    expect(await retire(administrator)).toEqual({ ok: true, value: true });
  });

  test('[J5] a laptop that writes into a published version is held, and no reviewer releases it', async () => {
    const { hq, log, laptop, publish } = await setUp(blankLocations);
    const reviewer = await hq.addPerson('reviewer');
    await publish(anInstrument());
    const doc = instrumentDocumentId('water-points@3');
    const verdictAlones = await hq.push(
      laptop,
      laptop.pack(log, { doc, kind: 'instrument', path: 'status', value: 'retired' }),
    );
    expect(verdictAlones).toMatchObject([{ verdict: 'accepted', held: [1] }]);
    const release = { log, device: laptop.id, numbers: [1], by: reviewer, nowMs };
    expect(await releaseHeldOps(hq.store, release)).toEqual({
      ok: false,
      refusal: { kind: 'notReleasable' },
    });
    const [document] = await documentsOf(hq.store, log);
    expect(document && readInstrumentEdition(document)?.status).toBe('published');
  });

  test('everybody but an administrator reads the programme’s log, once added or once it is opened', async () => {
    const { hq, log, laptop, administrator } = await setUp(blankLocations);
    const rolesOf = async (personId: PersonId) =>
      (
        await hq.store
          .selectFrom('grants')
          .select('role')
          .where('log', '=', log)
          .where('person', '=', personId)
          .execute()
      ).map(({ role }) => role);
    const trainer = await hq.addPerson('trainer');
    expect(await rolesOf(hq.personOf(laptop))).toEqual(['assessor']);
    expect(await rolesOf(trainer)).toEqual(['trainer']);
    expect(await rolesOf(administrator)).toEqual([]);

    const change = (role: 'manager' | 'admin') =>
      hq.store
        .transaction()
        .execute((tx) =>
          performAuditedAct(
            tx,
            testDependencies,
            { by: administrator },
            { kind: 'change-role', person: trainer, role },
          ),
        );
    await change('manager');
    expect(await rolesOf(trainer)).toEqual(['manager']);
    await change('admin');
    expect(await rolesOf(trainer)).toEqual([]);
  });

  test('in a store of an earlier version, everybody joins the programme when it is migrated', async () => {
    const storeLocation = await blankLocations.blankLocation();
    const previousTestHeadquarters = new TestHeadquarters(await connectServerStore(storeLocation));
    const former = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0008'));
    await new Migrator({
      db: previousTestHeadquarters.store,
      provider: { getMigrations: async () => former },
    }).migrateToLatest();
    const log = LogId.parse(newUuid(testDependencies));
    const entry = { log, kind: 'programme', title: 'Programme', country: null } as const;
    await previousTestHeadquarters.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
    // As that version wrote them.
    const [assessor, admin] = [newUuid(testDependencies), newUuid(testDependencies)].map((id) =>
      PersonId.parse(id),
    );
    for (const [personId, role] of [
      [assessor, 'assessor'],
      [admin, 'admin'],
    ] as const)
      await sql`insert into persons (person, name, role, every_log, added_ms)
        values (${personId}, ${role}, ${role}, 0, ${nowMs})`.execute(previousTestHeadquarters.store);
    await previousTestHeadquarters.store.deleteFrom('grants').execute();
    await previousTestHeadquarters.store.destroy();
    const store = await openUntilTheEnd(storeLocation);
    expect(await store.selectFrom('grants').select(['log', 'person', 'role']).execute()).toEqual([
      { log, person: assessor, role: 'assessor' },
    ]);
  });

  test('[A3] people with only the programme in common see neither name nor laptop of each other', async () => {
    const { hq, log, laptop } = await setUp(blankLocations);
    const stranger = await hq.addLaptop('mission-lead', await hq.addLog());
    const { grants } = await hq.sync(laptop, { logs: { [log]: { since: 0 } } });
    expect(Object.keys(grants?.devices ?? {})).toEqual([laptop.id]);
    const seen = await readDeviceRows(hq.store, hq.personOf(stranger));
    expect(seen.map(({ device }) => device)).toEqual([stranger.id]);
  });

  test('without a programme’s log nothing is published', async () => {
    const hq = await TestHeadquarters.open(await blankLocations.newLocation());
    const administrator = await hq.addPerson('admin');
    const published = hq.store
      .transaction()
      .execute((tx) => publishInstrument(tx, testDependencies, administrator, anInstrument()));
    expect(await published).toEqual({ ok: false, refusal: { kind: 'noProgramme' } });
  });
});
