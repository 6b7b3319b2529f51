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
export function logStoreContract(places: StorePlaces): void {
  describe(`${places.name}`, () => {
    verdictsContract(places);
    heldContract(places);
    textsContract(places);
    overContract(places);
    entriesContract(places);
    placesContract(places);
    viewsContract(places);
    snapshotContract(places);
    erasureAtHeadquartersContract(places);
    erasedPacksContract(places);
  });
}
