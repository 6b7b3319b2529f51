import { describe } from 'vitest';
import type { StoreLocations } from '#tests/support/server/stores.ts';
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
export function logStoreContract(storeLocations: StoreLocations): void {
  describe(`${storeLocations.name}`, () => {
    verdictsContract(storeLocations);
    heldContract(storeLocations);
    textsContract(storeLocations);
    overContract(storeLocations);
    entriesContract(storeLocations);
    placesContract(storeLocations);
    viewsContract(storeLocations);
    snapshotContract(storeLocations);
    erasureAtHeadquartersContract(storeLocations);
    erasedPacksContract(storeLocations);
  });
}
