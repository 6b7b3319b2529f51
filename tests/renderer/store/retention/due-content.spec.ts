import { dueContentContract } from '#tests/contracts/due-content-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

dueContentContract(nodeIndexedDb);
