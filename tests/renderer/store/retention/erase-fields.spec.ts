import { erasedValuesContract } from '#tests/contracts/erased-values-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

erasedValuesContract(nodeIndexedDb);
