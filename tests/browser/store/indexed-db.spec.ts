import { expect, test } from 'vitest';
import { indexedDbContract } from '#tests/contracts/indexed-db/indexed-db-contract.ts';
import { answersTo } from '#tests/contracts/indexed-db/scripts.ts';
import { modelImage } from '#tests/support/indexed-db/indexed-db-image.ts';
import { Random } from '#tests/support/random/random.ts';

// Questions that compare the simulated worlds' model of IndexedDB with a browser (tests/simulation/indexed-db.spec.ts).
indexedDbContract(() => ({ indexedDB, IDBKeyRange }));

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'Chromium’s IndexedDB answers random transactions as the model does: %i',
  async (seed) => {
    // The model takes Node's turns.
    Object.assign(globalThis, { setImmediate: (run: () => void) => setTimeout(run, 0) });
    const byModel = await answersTo(modelImage().open(), new Random(seed));
    expect(await answersTo({ indexedDB, IDBKeyRange }, new Random(seed))).toEqual(byModel);
    expect(byModel.length).toBeGreaterThan(200);
  },
);
