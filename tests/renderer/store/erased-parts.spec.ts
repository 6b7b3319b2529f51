import { erasedPartsContract } from '#tests/contracts/erased-parts-contract.ts';
import { nodeIndexedDb } from './node-database.ts';

erasedPartsContract(nodeIndexedDb);
