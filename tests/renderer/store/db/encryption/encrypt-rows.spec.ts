import { sealedContract } from '#tests/contracts/sealed-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

sealedContract(nodeIndexedDb);
