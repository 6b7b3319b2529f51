import type { Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { endOfProgramme, endsOnPath, programmeEndMs } from '#domain/programme/programme.ts';
import type { SetProgrammeEnd } from '#sync/protocol/programme-api.ts';
import { programmeLogs } from '../access/programme.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { type ProgrammeRefusal, readProgrammeDocument, writeProgramme } from './programme-record.ts';

/** From when the periods of retention run (domain.md E): null while a programme has no end, or there is none. */
export async function readProgrammeEndMs(tx: StoreTransaction): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await programmeLogs(tx)) ends.push(endOfProgramme(await readProgrammeDocument(tx, log)));
  return programmeEndMs(ends);
}

/** Says on which day the programme ends, or takes that back. Refuses who saw something else than what stands there. */
export const setProgrammeEnd = (
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { endsOn, seen }: SetProgrammeEnd,
): Promise<Result<true, ProgrammeRefusal>> =>
  writeProgramme(tx, surroundings, person, { path: endsOnPath, value: endsOn, seen });
