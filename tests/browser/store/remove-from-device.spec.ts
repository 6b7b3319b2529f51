import { removeFromDeviceContract } from '#tests/contracts/remove-from-device-contract.ts';
import { removeFromDeviceCrashContract } from '#tests/contracts/remove-from-device-crash-contract.ts';

// The same promises on the IndexedDB that the app runs on.
removeFromDeviceContract(() => ({ indexedDB, IDBKeyRange }));
removeFromDeviceCrashContract(() => ({ indexedDB, IDBKeyRange }));
