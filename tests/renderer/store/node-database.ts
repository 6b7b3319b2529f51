import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { FieldDatabase, type IndexedDbParts } from '#renderer/store/database.ts';
import { testCipher } from '#tests/fakes/test-cipher.ts';

// Dexie's live queries ask for nothing where the machine itself has no IndexedDB, whatever a database was given.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** An IndexedDB of its own in memory. */
export const nodeIndexedDb = (): IndexedDbParts => ({ indexedDB: new IDBFactory(), IDBKeyRange });

/** A store's database in memory. The same parts again open the same database. */
export const nodeDatabase = (parts: IndexedDbParts = nodeIndexedDb()): FieldDatabase =>
  new FieldDatabase('test', testCipher, parts);
