import { FieldDatabase } from '#renderer/store/db/database.ts';
import { receiveContract } from '#tests/contracts/receive-contract.ts';
import { storeContract } from '#tests/contracts/store-contract.ts';
import { writeContract } from '#tests/contracts/write-contract.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';

// The same rules on the IndexedDB that the app runs on.
const open = (): FieldDatabase => new FieldDatabase(`test-${crypto.randomUUID()}`, testCipher);

storeContract(open);
writeContract(open);
receiveContract(open);
