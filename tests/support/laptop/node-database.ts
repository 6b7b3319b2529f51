import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { FieldDatabase, type IndexedDbFactories } from '#renderer/store/db/database.ts';
import { testCipher } from './test-cipher.ts';

// Dexie's live queries read nothing on a machine without IndexedDB, whichever one a database was given.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** An IndexedDB of its own in memory. */
export const nodeIndexedDb = (): IndexedDbFactories => ({ indexedDB: new IDBFactory(), IDBKeyRange });

/** A store's database in memory. The same parts again open the same database. */
export const nodeDatabase = (parts: IndexedDbFactories = nodeIndexedDb()): FieldDatabase =>
  new FieldDatabase('test', testCipher, parts);
