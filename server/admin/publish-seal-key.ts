import { ok, type Result, refuse } from '#base/result.ts';
import { dotsAt } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import type { SealRole } from '#domain/path-rules/sealed-value.ts';
import { sealKeyPath } from '#domain/programme/programme.ts';
import { loadProgrammeDocument, writeProgrammeValues } from '../console/programme.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { findProgrammeLog } from '../log/log-registry.ts';

/** Key of a role in the programme; null: no value is encrypted to the role any more. */
export interface SealKeyChange {
  readonly act: 'create-seal-key' | 'retire-seal-key';
  readonly role: SealRole;
  readonly recipient: string | null;
  /** Administrator who writes it. */
  readonly by: PersonId;
  /** Second person; absent for a key that is taken away. */
  readonly approvedBy?: string | undefined;
}

/** Write a seal key into the programme, with its audit line. Refuses a missing programme, and all but administrators. */
export async function publishSealKey(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { act, role, recipient, by, approvedBy }: SealKeyChange,
): Promise<Result<true, 'noProgramme' | 'noAdministrator'>> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return refuse('noProgramme');
  const path = sealKeyPath(role);
  const seen = dotsAt(await loadProgrammeDocument(tx, logId), path);
  const written = await writeProgrammeValues(tx, dependencies, by, () =>
    ok([{ path, value: recipient, seen }]),
  );
  if (!written.ok) return refuse('noAdministrator');
  await appendAuditLine(tx, dependencies, {
    actor: 'command line',
    act,
    subject: { person: by, role, recipient, ...(approvedBy !== undefined && { approvedBy }) },
  });
  return ok(true);
}
