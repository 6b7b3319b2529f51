import { logStoreContract } from '#tests/contracts/log-store/log-store-contract.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';

logStoreContract(embedded);
logStoreContract(postgres);
