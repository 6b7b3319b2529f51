import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import type { AuditAct } from '#domain/audit-act.ts';
import { appendAuditLine, verifyAuditTrail } from '#server/db/audit-trail.ts';
import { migrations } from '#server/db/migrations.ts';
import { connectServerStore, type ServerStore, storeEngineOf } from '#server/db/open-store.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';

const note = (store: ServerStore, act: AuditAct) =>
  appendAuditLine(store, testDependencies, {
    actor: 'somebody',
    act,
    subject: { log: 'a log', numbers: [1, 2] },
  });

describe.each([embedded, postgres])('the audit trail in the $name', ({ newLocation, blankLocation }) => {
  const withLines = async (...acts: readonly AuditAct[]) => {
    const store = await openUntilTheEnd(await newLocation());
    for (const act of acts) await note(store, act);
    return store;
  };

  test('every line is bound to the one before it', async () => {
    const store = await withLines('grant', 'revoke', 'renew');
    const lines = await store.selectFrom('audit').select(['seq', 'act']).orderBy('seq').execute();
    expect(lines).toEqual([
      { seq: 1, act: 'grant' },
      { seq: 2, act: 'revoke' },
      { seq: 3, act: 'renew' },
    ]);
    expect(await verifyAuditTrail(store)).toMatchObject({ intact: true, lines: 3, broken: null });
  });

  test('the tables refuse to change or delete a line', async () => {
    const store = await withLines('grant');
    await expect(store.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(store.deleteFrom('audit').execute()).rejects.toThrow('append-only');
  });

  test.each([
    ['changed', "update audit set actor = 'nobody' where seq = 2", 2],
    ['taken out', 'delete from audit where seq = 2', 3],
    ['moved', "update audit set act = case seq when 1 then 'revoke' else 'grant' end where seq < 3", 1],
  ])('a line that was %s behind the back of the tables is found', async (_how, change, broken) => {
    const store = await withLines('grant', 'revoke', 'renew', 'enrol');
    await withoutGuards(store);
    await sql.raw(change).execute(store);
    expect(await verifyAuditTrail(store)).toMatchObject({
      intact: false,
      broken,
      lines: broken === 3 ? 1 : broken - 1,
    });
  });

  test('a truncated trail is detected by a head that was noted elsewhere', async () => {
    const store = await withLines('grant', 'revoke', 'renew');
    const { head } = await verifyAuditTrail(store);
    expect(await verifyAuditTrail(store, head)).toMatchObject({ intact: true, holdsKnown: true });
    await withoutGuards(store);
    await sql.raw('delete from audit where seq = 3').execute(store);
    expect(await verifyAuditTrail(store)).toMatchObject({ intact: true, lines: 2 });
    expect(await verifyAuditTrail(store, head)).toMatchObject({ intact: false, holdsKnown: false });
  });

  test('lines that many write at once, from several processes, are one chain', async () => {
    const storeLocation = await newLocation();
    const firstServerStore = await openUntilTheEnd(storeLocation);
    // The embedded store waits for another's lock and blocks this process, which would then wait for itself.
    const serverStores = [
      firstServerStore,
      storeEngineOf(firstServerStore) === 'sqlite' ? firstServerStore : await openUntilTheEnd(storeLocation),
    ];
    await Promise.all(
      Array.from({ length: 40 }, (_unused, at) => {
        return note(serverStores[at % 2] ?? firstServerStore, 'grant');
      }),
    );
    expect(await verifyAuditTrail(firstServerStore)).toMatchObject({ intact: true, lines: 40 });
  });

  test('lines from before the chain are bound when the tables are brought up to date', async () => {
    const storeLocation = await blankLocation();
    const previousServerStore = await connectServerStore(storeLocation);
    const provider = { getMigrations: async () => ({ ...migrations }) };
    const migrator = new Migrator({ db: previousServerStore, provider });
    await migrator.migrateTo('0002-renewed-devices');
    for (const id of ['b', 'a'])
      await sql`insert into audit (id, at_ms, actor, act, subject) values (${id}, 5, 'x', 'y', '{}')`.execute(
        previousServerStore,
      );
    await previousServerStore.destroy();
    const store = await openUntilTheEnd(storeLocation);
    expect(await verifyAuditTrail(store)).toMatchObject({ intact: true, lines: 2 });
    await note(store, 'retire-seal-key');
    expect(await verifyAuditTrail(store)).toMatchObject({ intact: true, lines: 3 });
  });
});

async function withoutGuards(store: ServerStore): Promise<void> {
  const drops =
    storeEngineOf(store) === 'postgres'
      ? ['drop trigger audit_no_change on audit']
      : ['drop trigger audit_no_update', 'drop trigger audit_no_delete'];
  for (const drop of drops) await sql.raw(drop).execute(store);
}
