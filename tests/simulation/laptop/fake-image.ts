import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { IndexedDbImage, IndexedDbOnDisk } from '#tests/support/indexed-db/indexed-db-image.ts';

// fake-indexeddb keeps its databases in plain maps and trees. A world that crashes laptops has to reach into them: no
// API copies an IndexedDB as it lies on the disk. None takes back the half-done work of a dying process.
interface RawRecord {
  readonly key: unknown;
  readonly value: unknown;
}
interface RawRecords {
  values(): Iterable<RawRecord>;
  put(rawRecord: RawRecord): void;
}
interface RawStore {
  records: RawRecords;
  readonly rawIndexes: Map<string, RawIndex>;
  readonly keyGenerator: { num: number } | null;
  readonly name: string;
  readonly keyPath: unknown;
  readonly autoIncrement: boolean;
}
interface RawIndex {
  records: RawRecords;
  initialized: boolean;
  readonly name: string;
  readonly keyPath: unknown;
  readonly multiEntry: boolean;
  readonly unique: boolean;
}
interface RawTransaction {
  readonly _state: string;
  _abort(name: string | null): void;
}
interface RawDatabase {
  readonly name: string;
  readonly version: number;
  readonly rawObjectStores: Map<string, RawStore>;
  readonly transactions: readonly RawTransaction[];
}
type Constructor<T> = new (...parts: readonly unknown[]) => T;

const databasesOf = (factory: IDBFactory): Map<string, RawDatabase> =>
  (factory as unknown as { _databases: Map<string, RawDatabase> })._databases;

/** Of fake-indexeddb, for a comparison with the model (tests/support/indexed-db). */
export const fakeImage = (factory = new IDBFactory()): IndexedDbImage => ({
  open: () => openFake(copyOf(factory)),
  blank: () => fakeImage(),
});

const openFake = (factory: IDBFactory): IndexedDbOnDisk => ({
  indexedDB: factory,
  IDBKeyRange,
  breakOff: () => {
    for (const { transactions } of databasesOf(factory).values())
      for (const rawTransaction of transactions.slice())
        if (rawTransaction._state !== 'finished') rawTransaction._abort('AbortError');
  },
  image: () => fakeImage(copyOf(factory)),
});

function copyOf(factory: IDBFactory): IDBFactory {
  const copy = new IDBFactory();
  for (const [name, rawDatabase] of databasesOf(factory)) {
    const Raw = rawDatabase.constructor as Constructor<RawDatabase>;
    const made = new Raw(rawDatabase.name, rawDatabase.version);
    for (const rawStore of rawDatabase.rawObjectStores.values())
      made.rawObjectStores.set(rawStore.name, copyStore(made, rawStore));
    databasesOf(copy).set(name, made);
  }
  return copy;
}

function copyStore(rawDatabase: RawDatabase, rawStore: RawStore): RawStore {
  const Raw = rawStore.constructor as unknown as Constructor<RawStore>;
  const made = new Raw(rawDatabase, rawStore.name, rawStore.keyPath, rawStore.autoIncrement);
  if (made.keyGenerator && rawStore.keyGenerator) made.keyGenerator.num = rawStore.keyGenerator.num;
  copyRecords(rawStore.records, made.records);
  for (const rawIndex of rawStore.rawIndexes.values()) {
    const RawIndexOf = rawIndex.constructor as unknown as Constructor<RawIndex>;
    const madeIndex = new RawIndexOf(
      made,
      rawIndex.name,
      rawIndex.keyPath,
      rawIndex.multiEntry,
      rawIndex.unique,
    );
    madeIndex.initialized = rawIndex.initialized;
    copyRecords(rawIndex.records, madeIndex.records);
    made.rawIndexes.set(rawIndex.name, madeIndex);
  }
  return made;
}

// Records are replaced and never changed in place, so that copies can share them.
function copyRecords(from: RawRecords, to: RawRecords): void {
  for (const rawRecord of from.values()) to.put(rawRecord);
}
