import { sealedContract } from '#tests/contracts/sealed-contract.ts';
import { nodeIndexedDb } from '../node-database.ts';

sealedContract(nodeIndexedDb);
