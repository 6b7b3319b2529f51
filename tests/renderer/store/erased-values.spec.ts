import { erasedValuesContract } from '#tests/contracts/erased-values-contract.ts';
import { nodeIndexedDb } from './node-database.ts';

erasedValuesContract(nodeIndexedDb);
