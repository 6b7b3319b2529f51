import { removeFromDeviceContract } from '#tests/contracts/remove-from-device-contract.ts';
import { removeFromDeviceCrashContract } from '#tests/contracts/remove-from-device-crash-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

removeFromDeviceContract(nodeIndexedDb);
removeFromDeviceCrashContract(nodeIndexedDb);
