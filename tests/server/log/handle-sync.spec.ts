import { describe } from 'vitest';
import { storeContract } from '#tests/contracts/store-contract.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';

// The promises that the devices' tests show on a fake headquarters must hold on the real one.
describe.each([embedded, postgres])('a device and headquarters on the $name', ({ newLocation }) => {
  storeContract(
    () => nodeDatabase(),
    async () => RealHeadquarters.withLog(await openUntilTheEnd(await newLocation()), aLog()),
  );
});
