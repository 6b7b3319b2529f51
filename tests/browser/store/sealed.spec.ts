import { sealedContract } from '#tests/contracts/sealed-contract.ts';

// The same promises on the IndexedDB that the app runs on.
sealedContract(() => ({ indexedDB, IDBKeyRange }));
