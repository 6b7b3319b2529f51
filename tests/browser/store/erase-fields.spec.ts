import { eraseFieldsContract } from '#tests/contracts/erase-fields-contract.ts';

// The same promises on the IndexedDB that the app runs on.
eraseFieldsContract(() => ({ indexedDB, IDBKeyRange }));
