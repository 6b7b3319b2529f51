import type { Grants } from '#sync/protocol/wire.ts';

/** The same grants, as if they were others than headquarters': at the next contact it says what it gives now. */
export const askedAgain = (grants: Grants): Grants => ({ ...grants, etag: '' });
