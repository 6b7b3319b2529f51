import type { DeviceId, PersonId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { RecoveryRequest } from '#sync/protocol/recovery.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';

/**
 * Keeps the sealed key of a device's vault; the last one counts. Refuses a vault that another person's device brought
 * first: nobody may put a key of their own under somebody else's vault.
 */
export const keepRecoveryKey = (
  store: Store,
  surroundings: Surroundings,
  { device, person }: { readonly device: DeviceId; readonly person: PersonId },
  { vault: named, sealed }: RecoveryRequest,
): Promise<Result<true, 'taken'>> =>
  store.transaction().execute(async (tx) => {
    const vault = named.toLowerCase();
    const row = { device, person, sealed, kept_ms: surroundings.nowMs() };
    const kept = await tx
      .insertInto('recovery_keys')
      .values({ vault, ...row })
      .onConflict((conflict) =>
        conflict.column('vault').doUpdateSet(row).where('recovery_keys.person', '=', person),
      )
      .executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== 1n) return refuse('taken');
    await audit(tx, surroundings, {
      actor: person,
      act: 'keep-recovery-key',
      subject: { vault, device },
    });
    return ok(true);
  });
