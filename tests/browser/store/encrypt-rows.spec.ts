import { encryptRowsContract } from '#tests/contracts/encrypt-rows-contract.ts';

// The same promises on the IndexedDB that the app runs on.
encryptRowsContract(() => ({ indexedDB, IDBKeyRange }));
