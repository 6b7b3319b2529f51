import { eraseFieldsContract } from '#tests/contracts/erase-fields-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

eraseFieldsContract(nodeIndexedDb);
