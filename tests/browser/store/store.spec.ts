import { FieldDatabase } from '#renderer/store/database.ts';
import { storeContract } from '#tests/contracts/store-contract.ts';

// The same rules on the IndexedDB that the app runs on.
storeContract(() => new FieldDatabase(`test-${crypto.randomUUID()}`));
