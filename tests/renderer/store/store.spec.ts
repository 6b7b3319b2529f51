import { storeContract } from '#tests/contracts/store-contract.ts';
import { nodeDatabase } from './node-database.ts';

storeContract(() => nodeDatabase());
