import type { InstitutionChange } from '#api/programme-api.ts';
import { ok, type Result } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import {
  decideInstitution,
  decidePartnerState,
  type InstitutionRefusal,
  type InstitutionRegister,
  institutionPath,
  partnerStatePath,
  readInstitutions,
} from '#domain/programme/institutions.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { type ProgrammeRefusal, type ProgrammeWrite, writeProgrammeValues } from './programme.ts';

/**
 * Change the register, all or none: each change counts for those after it. Refuses a person who saw another value of
 * one of the entries.
 */
export const setInstitutions = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  institutionChanges: readonly InstitutionChange[],
): Promise<Result<true, InstitutionsRefusal>> =>
  writeProgrammeValues(tx, dependencies, personId, (present) =>
    decideChanges(readInstitutions([present]), institutionChanges),
  );

export type InstitutionsRefusal = ProgrammeRefusal | InstitutionRefusal;

function decideChanges(
  { entries, idsByName }: InstitutionRegister,
  institutionChanges: readonly InstitutionChange[],
): Result<readonly ProgrammeWrite[], InstitutionRefusal> {
  const changed = new Map(entries);
  const register = { entries: changed, idsByName };
  const programmeWrites: ProgrammeWrite[] = [];
  for (const { seen, ...change } of institutionChanges) {
    if (change.list === 'institutions') {
      const decided = decideInstitution(register, change.id, change.value);
      if (!decided.ok) return decided;
      if (decided.value === null) changed.delete(change.id);
      else changed.set(change.id, { id: change.id, value: decided.value, seen });
      programmeWrites.push({ path: institutionPath(change.id), value: decided.value, seen });
    } else {
      const decided = decidePartnerState(register, change.id, change.value);
      if (!decided.ok) return decided;
      programmeWrites.push({ path: partnerStatePath(change.id), value: decided.value, seen });
    }
  }
  return ok(programmeWrites);
}
