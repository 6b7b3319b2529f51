import { writeContract } from '#tests/contracts/write-contract.ts';
import { nodeDatabase } from './node-database.ts';

writeContract(() => nodeDatabase());
