import { erasedPartsContract } from '#tests/contracts/erased-parts-contract.ts';

// The same promises on the IndexedDB that the app runs on.
erasedPartsContract(() => ({ indexedDB, IDBKeyRange }));
