import { logStoreContract } from '#tests/contracts/log-store-contract.ts';
import { embedded, postgres } from './stores.ts';

logStoreContract(embedded);
logStoreContract(postgres);
