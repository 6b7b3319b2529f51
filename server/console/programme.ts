import { ok, refuse, type Result } from '#base/result.ts';
import type { JsonValue } from '#base/json.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { Dot, Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { contentRightsByKind } from '#domain/people/rights.ts';
import {
  programmeEndDay,
  programmeEndPath,
  eraseAfterOfProgramme,
  eraseAfterPath,
  programmeDocumentId,
  latestProgrammeEndMs,
  programmeKind,
} from '#domain/programme/programme.ts';
import type { ProgrammeOverview, SetProgrammeEndRequest } from '#api/programme-api.ts';
import { rolesInConsole } from '../auth/grants.ts';
import { findProgrammeLog, listProgrammeLogs } from '../log/log-registry.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import type { StoreTransaction, RuntimeDependencies } from '../db/open-store.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/**
 * Load the programme's end, from which retention periods run (docs/requirements.md E). Null without an end or
 * programme.
 */
export async function loadProgrammeEndMs(tx: StoreTransaction): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await listProgrammeLogs(tx))
    ends.push(programmeEndDay(await loadProgrammeDocument(tx, log)));
  return latestProgrammeEndMs(ends);
}

/**
 * Set the day on which the programme ends, or clear it. Refuses a person who saw another value than the present one.
 */
export const setProgrammeEnd = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { endsOn, seen }: SetProgrammeEndRequest,
): Promise<Result<true, ProgrammeRefusal>> =>
  writeProgrammeValue(tx, dependencies, person, { path: programmeEndPath, value: endsOn, seen });

/** Read the programme for one of its managers; null before it is opened. */
export async function readProgrammeAnswer(
  tx: StoreTransaction,
  person: PersonId,
): Promise<ProgrammeOverview | null> {
  const log = await findProgrammeLog(tx);
  if (log === null) return null;
  const { title } = await tx
    .selectFrom('logs')
    .select('title')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  const document = await loadProgrammeDocument(tx, log);
  const roles = await rolesInConsole(tx, log, person);
  const { period, vaults } = contentRightsByKind.programme;
  return {
    log,
    title,
    endsOn: programmeEndDay(document),
    seen: dotsAt(document, programmeEndPath),
    mayChange: roles.some((role) => period?.includes(role)),
    vaults: {
      eraseAfter: eraseAfterOfProgramme(document),
      seen: dotsAt(document, eraseAfterPath),
      mayChange: roles.some((role) => vaults?.includes(role)),
    },
  };
}

/** Load the programme's document; undefined while nobody wrote one. */
export async function loadProgrammeDocument(tx: StoreTransaction, log: LogId): Promise<Document | undefined> {
  const doc = programmeDocumentId(log);
  return (await loadDocuments(tx, log, [doc])).get(doc);
}

export type ProgrammeRefusal = ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'moved' };

/** Write to the programme, with the value that the person saw in its place. */
export interface ProgrammeWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly seen: readonly Dot[];
}

/** Write into the programme's document. Refuses a person who saw another value than the present one. */
export async function writeProgrammeValue(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { path, value, seen }: ProgrammeWrite,
): Promise<Result<true, ProgrammeRefusal>> {
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = programmeDocumentId(log);
  const written = await appendConsoleOps<{ readonly kind: 'moved' }>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const over = dotsAt(documents.get(doc), path);
      if (over.join() !== seen.join()) return refuse({ kind: 'moved' });
      return ok([{ doc, kind: programmeKind, path, value, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}
