import { erasureContract } from '#tests/contracts/erasure-contract.ts';

// The same promises on the IndexedDB that the app runs on.
erasureContract(() => ({ indexedDB, IDBKeyRange }));
