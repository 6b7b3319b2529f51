import { eraseMissionContract } from '#tests/contracts/erase-mission-contract.ts';

// The same promises on the IndexedDB that the app runs on.
eraseMissionContract(() => ({ indexedDB, IDBKeyRange }));
