import { erasureContract } from '#tests/contracts/erasure-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

erasureContract(nodeIndexedDb);
