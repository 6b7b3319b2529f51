import { ok, refuse, type Result } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { asksForErasure } from '#domain/privacy/data-request.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';
import type { ErasePlaceRequest } from '#api/data-requests-api.ts';
import { searchableByPerson } from '../auth/row-level-security.ts';
import { ErasureTooLarge } from './write-erasure.ts';
import { eraseFieldValues } from './erase-values.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { requireServerKeys } from '../auth/server-identity.ts';
import { clearWriteAheadLog, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { lockDataRequests, readDataRequestVersions } from './data-requests.ts';

/** `otherKind`: a request for access erases nothing. `steers`: the field holds no free text. */
export type RequestedErasureRefusal = 'unknown' | 'answered' | 'otherKind' | 'steers' | 'tooLarge';

/** Store, clock and actor of the erasure. */
interface RequestedErasureContext {
  readonly store: ServerStore;
  readonly dependencies: RuntimeDependencies;
}

/** Place to erase, with the register's number of the request. */
export type RequestedErasure = ErasePlaceRequest & { readonly number: number };

/**
 * Erase present or former content of one field for an open request. Repeated, it erases nothing more. The audit line
 * commits with it: request, place, part and count, without content.
 * @returns the number of values
 */
export async function eraseForDataRequest(
  { store, dependencies }: RequestedErasureContext,
  person: PersonId,
  place: RequestedErasure,
): Promise<Result<number, RequestedErasureRefusal>> {
  try {
    const erased = await store.transaction().execute(async (tx) => {
      const refusal = await requestedErasureRefusalOf(tx, person, place);
      if (refusal !== null) return refuse(refusal);
      const { number, log, ...target } = place;
      const count = await eraseFieldValues(
        tx,
        await requireServerKeys(tx),
        log,
        [target],
        dependencies.nowMs(),
      );
      const subject = { request: number, log, ...target, count };
      await appendAuditLine(tx, dependencies, { actor: person, act: 'erase-value', subject });
      return ok(count);
    });
    if (erased.ok) await clearWriteAheadLog(store);
    return erased;
  } catch (error) {
    if (error instanceof ErasureTooLarge) return refuse('tooLarge');
    throw error;
  }
}

async function requestedErasureRefusalOf(
  tx: StoreTransaction,
  person: PersonId,
  { number, log, doc, path, part }: RequestedErasure,
): Promise<RequestedErasureRefusal | null> {
  // Nobody answers the request during its erasure.
  await lockDataRequests(tx);
  const [last] = await readDataRequestVersions(tx, number);
  if (last === undefined) return 'unknown';
  if (last.request.answer !== null) return 'answered';
  if (!asksForErasure(last.request.kind)) return 'otherKind';
  const record = await tx
    .selectFrom('documents')
    .select('kind')
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => searchableByPerson(person, eb.ref('documents.log')))
    .executeTakeFirst();
  if (record === undefined) return 'unknown';
  return erasablePartsOfPath(record.kind, path).includes(part) ? null : 'steers';
}
