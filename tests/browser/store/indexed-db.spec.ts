import { indexedDbContract } from '#tests/contracts/indexed-db-contract.ts';

// What the simulated worlds' model of IndexedDB is held against (tests/simulation/indexed-db.spec.ts).
indexedDbContract(() => ({ indexedDB, IDBKeyRange }));
