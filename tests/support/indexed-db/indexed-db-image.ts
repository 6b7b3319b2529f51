import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { type DiskContent, Factory } from './factory.ts';
import { KeyRange } from './key-range.ts';

/** An IndexedDB on the disk: whole transactions only. Never changed; a laptop starts from a copy. */
export interface IndexedDbImage {
  /** An IndexedDB that starts from it. */
  open(): IndexedDbOnDisk;
  /** The same kind with nothing on it. */
  blank(): IndexedDbImage;
}

/** A running IndexedDB with a process that may die. */
export interface IndexedDbOnDisk extends IndexedDbFactories {
  /** End every transaction that has not committed, as the death of its process does. */
  breakOff(): void;
  /** Committed content; transactions under way must have been aborted. */
  image(): IndexedDbImage;
}

/** On the model of IndexedDB. */
export const modelImage = (diskContent: DiskContent = new Map()): IndexedDbImage => ({
  open: () => openModel(new Factory(diskContent)),
  blank: () => modelImage(),
});

const openModel = (factory: Factory): IndexedDbOnDisk => ({
  // The model has those parts of the browser's interfaces that Dexie uses.
  indexedDB: factory as unknown as IDBFactory,
  IDBKeyRange: KeyRange as unknown as typeof IDBKeyRange,
  breakOff: () => factory.breakOff(),
  image: () => modelImage(factory.content),
});
