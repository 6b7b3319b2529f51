import type { IndexedDbFactories } from '#renderer/store/db/database.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Content of a database by table, as the disk has it: without Dexie and without any code of ours. */
export async function everything(
  { indexedDB }: Pick<IndexedDbFactories, 'indexedDB'>,
  name: string,
): Promise<{ readonly version: number; readonly rows: Readonly<Record<string, readonly Raw[]>> }> {
  const db = await ended(indexedDB.open(name));
  const tables = [...db.objectStoreNames];
  const rows: Record<string, readonly Raw[]> = {};
  for (const table of tables)
    rows[table] = await ended(db.transaction(table).objectStore(table).getAll() as IDBRequest<Raw[]>);
  db.close();
  return { version: db.version, rows };
}

/** Put a row on the disk as it is. */
export async function putRaw(
  { indexedDB }: Pick<IndexedDbFactories, 'indexedDB'>,
  name: string,
  table: string,
  row: Raw,
): Promise<void> {
  const db = await ended(indexedDB.open(name));
  await ended(db.transaction(table, 'readwrite').objectStore(table).put(row));
  db.close();
}

const ended = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not answered')));
  });

/** The bytes of a row, of its keys and of all that is in it. */
export function bytesOf(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  const collect = (one: unknown): void => {
    if (one instanceof Uint8Array) parts.push(one);
    else if (typeof one === 'object' && one !== null)
      for (const [key, inner] of Object.entries(one)) {
        collect(key);
        collect(inner);
      }
    else parts.push(new TextEncoder().encode(String(one)));
  };
  collect(value);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length + 1;
  }
  return bytes;
}
