import { describe } from 'vitest';
import type { StorePlaces } from '#tests/support/server/stores.ts';
import { entriesContract } from './entries.ts';
import { erasedPacksContract } from './erased-packs.ts';
import { erasureAtHeadquartersContract } from './erasure.ts';
import { heldContract } from './held.ts';
import { overContract } from './over.ts';
import { placesContract } from './places.ts';
import { snapshotContract } from './snapshot.ts';
import { textsContract } from './texts.ts';
import { verdictsContract } from './verdicts.ts';
import { viewsContract } from './views.ts';

/** Contract of every store of the server; run on the embedded one and on a real PostgreSQL. */
export function logStoreContract(storePlaces: StorePlaces): void {
  describe(`${storePlaces.name}`, () => {
    verdictsContract(storePlaces);
    heldContract(storePlaces);
    textsContract(storePlaces);
    overContract(storePlaces);
    entriesContract(storePlaces);
    placesContract(storePlaces);
    viewsContract(storePlaces);
    snapshotContract(storePlaces);
    erasureAtHeadquartersContract(storePlaces);
    erasedPacksContract(storePlaces);
  });
}
