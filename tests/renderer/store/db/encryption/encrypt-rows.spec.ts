import { encryptRowsContract } from '#tests/contracts/encrypt-rows-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

encryptRowsContract(nodeIndexedDb);
