import { erasedValuesContract } from '#tests/contracts/erased-values-contract.ts';

// The same promises on the IndexedDB that the app runs on.
erasedValuesContract(() => ({ indexedDB, IDBKeyRange }));
