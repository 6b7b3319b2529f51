import { describe } from 'vitest';
import { encryptRowsContract } from '#tests/contracts/encrypt-rows-contract.ts';
import { indexedDbContract } from '#tests/contracts/indexed-db/indexed-db-contract.ts';
// Dexie needs it: live queries read nothing without it.
import '#tests/support/laptop/node-database.ts';
import { modelImage } from '#tests/support/indexed-db/indexed-db-image.ts';
import { fakeImage } from './laptop/fake-image.ts';

// Chromium keeps the same promises in tests/browser/store/indexed-db.spec.ts, where it is also compared with the model.
describe('on the model of the simulated worlds,', () => {
  indexedDbContract(() => modelImage().open());
  encryptRowsContract(() => modelImage().open());
});

describe('on fake-indexeddb,', () => {
  indexedDbContract(() => fakeImage().open());
});
