/** As many rows as a saved answer writes, of about the size that they have when they are sealed. */
const rowsOfAnswer = 7;
const bytesOfRow = 350;
const rounds = 200;

/** How long a strict transaction takes in this browser that only puts the rows of one answer; one figure for each. */
export async function strictTransactions(): Promise<readonly number[]> {
  const name = 'floor of a saved answer';
  const database = await opened(name);
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const beganMs = performance.now();
    await saved(database, round);
    tookMs.push(performance.now() - beganMs);
  }
  database.close();
  indexedDB.deleteDatabase(name);
  return tookMs;
}

const opened = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () =>
      reject(new Error('The database of the floor does not open', { cause: opening.error }));
  });

const saved = (database: IDBDatabase, round: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
    const rows = transaction.objectStore('rows');
    for (let row = 0; row < rowsOfAnswer; row++)
      rows.put(new Uint8Array(bytesOfRow).fill(round), round * rowsOfAnswer + row);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(new Error('A row of the floor is not saved', { cause: transaction.error }));
  });
