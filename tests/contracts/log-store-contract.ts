import { describe } from 'vitest';
import type { StorePlaces } from '#tests/server/stores.ts';
import { entriesContract } from './log-store-entries.ts';
import { erasureAtHeadquartersContract } from './log-store-erasure.ts';
import { erasedPacksContract } from './log-store-erased-packs.ts';
import { heldContract } from './log-store-held.ts';
import { overContract } from './log-store-over.ts';
import { placesContract } from './log-store-places.ts';
import { textsContract } from './log-store-texts.ts';
import { snapshotContract } from './log-store-snapshot.ts';
import { verdictsContract } from './log-store-verdicts.ts';
import { viewsContract } from './log-store-views.ts';

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
