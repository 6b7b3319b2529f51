import { sql } from 'kysely';
import type { ServerStore } from '#server/db/open-store.ts';

/** Every row of every table of a store, as text. */
export async function everyRow(store: ServerStore): Promise<string> {
  const tables = await store.introspection.getTables();
  const rows: unknown[] = [];
  for (const { name } of tables) {
    const found = await sql`select * from ${sql.table(name)}`.execute(store);
    rows.push(...found.rows);
  }
  return JSON.stringify(rows);
}

/** Tell whether a store has these words anywhere, as they are or in the bytes of a rich text. */
export async function standsAnywhere(store: ServerStore, words: string): Promise<boolean> {
  const all = await everyRow(store);
  const texts = all.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [];
  return (
    all.includes(words) ||
    texts.some((text) => Buffer.from(text, 'base64').toString('latin1').includes(words))
  );
}
