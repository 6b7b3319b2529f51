import { dueContentContract } from '#tests/contracts/due-content-contract.ts';

// The same promises on the IndexedDB that the app runs on.
dueContentContract(() => ({ indexedDB, IDBKeyRange }));
