import { sql } from 'kysely';
import { migrations } from './migrations.ts';
import type { Store } from './open-store.ts';

/** The store has tables of a later version of Fieldbook. It was not changed. */
export class NewerStore extends Error {
  readonly code = 'newer-data';

  constructor(migration: string) {
    super(
      `the store was written by a newer version of Fieldbook (migration ${migration} is unknown here): start that version or a later one; nothing was changed`,
    );
  }
}

/** Throws a `NewerStore` where a migration has run that this version does not know. */
export async function refuseNewerStore(store: Store): Promise<void> {
  const tables = await store.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return; // a new store
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    store,
  );
  const unknown = rows.find(({ name }) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new NewerStore(unknown.name);
}
