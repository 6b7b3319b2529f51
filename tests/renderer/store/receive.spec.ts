import { receiveContract } from '#tests/contracts/receive-contract.ts';
import { nodeDatabase } from './node-database.ts';

receiveContract(() => nodeDatabase());
