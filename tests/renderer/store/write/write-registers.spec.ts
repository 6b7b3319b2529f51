import { writeContract } from '#tests/contracts/write-contract.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

writeContract(() => nodeDatabase());
