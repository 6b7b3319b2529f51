import { erasedPartsContract } from '#tests/contracts/erased-parts-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

erasedPartsContract(nodeIndexedDb);
