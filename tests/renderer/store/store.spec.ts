import { storeContract } from '#tests/contracts/store-contract.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

storeContract(() => nodeDatabase());
