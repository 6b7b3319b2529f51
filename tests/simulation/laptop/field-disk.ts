import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { FieldDatabase, IndexedDbFactories } from '#renderer/store/db/database.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';

// Dexie asks the machine itself before it looks at the parts of a database.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** Present behaviour of the disk towards IndexedDB. */
export interface DiskMood {
  /** No room is left. */
  readonly isFull: boolean;
  /** Share of changes that fail for no reason that a program can know. */
  readonly failing: number;
}

/** The real database of a device, on a disk that may refuse. `laptop`: its name, which no other laptop has. */
export function openFieldDatabase(
  laptop: string,
  Database: typeof FieldDatabase,
  parts: IndexedDbFactories,
  moodNow: () => DiskMood,
  chance: (share: number) => boolean,
  onFault: () => void,
): FieldDatabase {
  const db = new Database('field', testCipher, parts);
  const refuse = (): Error | null => {
    const diskMood = moodNow();
    const isFailing = !diskMood.isFull && diskMood.failing > 0 && chance(diskMood.failing);
    if (!diskMood.isFull && !isFailing) return null;
    onFault();
    return diskMood.isFull
      ? new Dexie.QuotaExceededError('The disk is full')
      : new Dexie.UnknownError('The disk does not answer');
  };
  // Dexie tells live queries of changes by the database's name. Here all laptops share one process.
  db.use({
    stack: 'dbcore',
    name: 'ofOneLaptop',
    level: -1_000,
    create: (core) => ({ ...core, schema: { ...core.schema, name: `${core.schema.name} of ${laptop}` } }),
  });
  db.use({
    stack: 'dbcore',
    name: 'disk',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          // Not async: within a transaction nothing but Dexie's own promises may be waited for.
          mutate: (request) => {
            const refusal = request.type === 'delete' || request.type === 'deleteRange' ? null : refuse();
            return refusal === null ? table.mutate(request) : Dexie.Promise.reject(refusal);
          },
        };
      },
    }),
  });
  return db;
}
