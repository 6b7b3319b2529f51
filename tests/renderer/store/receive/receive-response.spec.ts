import { receiveContract } from '#tests/contracts/receive-contract.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

receiveContract(() => nodeDatabase());
