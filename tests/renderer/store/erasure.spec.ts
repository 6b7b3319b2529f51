import { erasureContract } from '#tests/contracts/erasure-contract.ts';
import { nodeIndexedDb } from './node-database.ts';

erasureContract(nodeIndexedDb);
