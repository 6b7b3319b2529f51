import { eraseMissionContract } from '#tests/contracts/erase-mission-contract.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

eraseMissionContract(nodeIndexedDb);
