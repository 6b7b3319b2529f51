import { takeOffContract } from '#tests/contracts/take-off-contract.ts';
import { takeOffCrashContract } from '#tests/contracts/take-off-crash-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

takeOffContract(nodeIndexedDb);
takeOffCrashContract(nodeIndexedDb);
