import { takeOffContract } from '#tests/contracts/take-off-contract.ts';
import { takeOffCrashContract } from '#tests/contracts/take-off-crash-contract.ts';

// The same promises on the IndexedDB that the app runs on.
takeOffContract(() => ({ indexedDB, IDBKeyRange }));
takeOffCrashContract(() => ({ indexedDB, IDBKeyRange }));
