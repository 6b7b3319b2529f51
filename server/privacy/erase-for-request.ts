import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { asksToErase } from '#domain/privacy/data-request.ts';
import { erasableParts } from '#domain/privacy/erase-alone.ts';
import type { ErasePlace } from '#sync/protocol/data-requests-api.ts';
import { searchableBy } from '../access/as-searcher.ts';
import { ErasureTooLarge } from '../erasure/write-erasure.ts';
import { eraseValues } from '../erasure/erase-values.ts';
import { audit } from '../identity/audit.ts';
import { presentKeys } from '../identity/server-keys.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { clearWriteAheadLog } from '../store/clear-write-ahead-log.ts';
import type { Surroundings } from '../surroundings.ts';
import { lockRegister, readVersions } from './data-requests.ts';

/** `otherKind`: who asks to see what there is asks for nothing to go. `steers`: people write no words there. */
export type EraseRefusal = 'unknown' | 'answered' | 'otherKind' | 'steers' | 'tooLarge';

/** Where it is erased, and when. */
interface Erasing {
  readonly store: Store;
  readonly surroundings: Surroundings;
}

/** For which entry of the register a place is erased. */
export type ErasePlaceFor = ErasePlace & { readonly number: number };

/**
 * Erases what stands, or stood, in one field, for a request that waits for its answer: how many values. Again it erases
 * nothing more. The line in the trail commits with it: for which request, where, which part and how many; no word.
 */
export async function eraseForRequest(
  { store, surroundings }: Erasing,
  person: PersonId,
  place: ErasePlaceFor,
): Promise<Result<number, EraseRefusal>> {
  try {
    const erased = await store.transaction().execute(async (tx) => {
      const refusal = await refusalOf(tx, person, place);
      if (refusal !== null) return refuse(refusal);
      const { number, log, ...target } = place;
      const count = await eraseValues(tx, await presentKeys(tx), log, [target], surroundings.nowMs());
      const subject = { request: number, log, ...target, count };
      await audit(tx, surroundings, { actor: person, act: 'erase-value', subject });
      return ok(count);
    });
    if (erased.ok) await clearWriteAheadLog(store);
    return erased;
  } catch (error) {
    if (error instanceof ErasureTooLarge) return refuse('tooLarge');
    throw error;
  }
}

async function refusalOf(
  tx: StoreTransaction,
  person: PersonId,
  { number, log, doc, path, part }: ErasePlaceFor,
): Promise<EraseRefusal | null> {
  // Nobody answers the request while something is erased for it.
  await lockRegister(tx);
  const [last] = await readVersions(tx, number);
  if (last === undefined) return 'unknown';
  if (last.request.answer !== null) return 'answered';
  if (!asksToErase(last.request.kind)) return 'otherKind';
  const record = await tx
    .selectFrom('documents')
    .select('kind')
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => searchableBy(person, eb.ref('documents.log')))
    .executeTakeFirst();
  if (record === undefined) return 'unknown';
  return erasableParts(record.kind, path).includes(part) ? null : 'steers';
}
