import type { LibraryRow } from '#api/library-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import {
  compareInstrumentVersions,
  decidePublish,
  instrumentDocumentId,
  instrumentRefOf,
  type PublishRefusal,
  readInstrumentEdition,
} from '#domain/instrument/instrument-edition.ts';
import { type InstrumentStatus, instrumentKind } from '#domain/instrument/instrument-kind.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { loadPublishedDocuments, setPublishedStatus } from './programme.ts';

/** Read all published versions, by title, the newest version of each first. */
export async function readInstrumentLibrary(tx: StoreTransaction): Promise<readonly LibraryRow[]> {
  const publishedDocuments = await loadPublishedDocuments(tx, instrumentKind);
  return publishedDocuments
    .flatMap(({ document, ...publishing }): readonly LibraryRow[] => {
      const instrumentEdition = readInstrumentEdition(document);
      return instrumentEdition === null ? [] : [{ edition: instrumentEdition, ...publishing }];
    })
    .sort(
      ({ edition: a }, { edition: b }) =>
        a.title.localeCompare(b.title) || compareInstrumentVersions(b.version, a.version),
    );
}

/** Read the document of one version; undefined when none is published under this name. */
export async function readPublishedDocument(
  tx: StoreTransaction,
  ref: string,
): Promise<Document | undefined> {
  const logId: LogId | null = await findProgrammeLog(tx);
  if (logId === null) return undefined;
  const documentId = instrumentDocumentId(ref);
  const document = (await loadDocuments(tx, logId, [documentId])).get(documentId);
  return document?.kind === instrumentKind ? document : undefined;
}

/** `noProgramme`: no programme's log exists yet, from which laptops would get it. */
export type PublishInstrumentRefusal =
  | PublishRefusal
  | ConsoleWriteRefusal
  | { readonly kind: 'noProgramme' };

interface PublishedInstrument {
  readonly ref: string;
  readonly hash: string;
  /** False when the same version with the same content was published before. */
  readonly isNew: boolean;
}

/** Write a version of an instrument into the programme's log, with its publisher as author. */
export async function publishInstrument(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  instrument: Instrument,
): Promise<Result<PublishedInstrument, PublishInstrumentRefusal>> {
  const logId = await findProgrammeLog(tx);
  if (logId === null) return refuse({ kind: 'noProgramme' });
  const ref = instrumentRefOf(instrument);
  const documentId = instrumentDocumentId(ref);
  const written = await appendConsoleOps<PublishRefusal>(tx, dependencies, {
    person,
    log: logId,
    docs: [documentId],
    decide: (documents) => {
      const values = decidePublish(instrument, documents.get(documentId));
      return values.ok ? ok(values.value.map((value) => ({ ...value, over: [] }))) : values;
    },
  });
  if (!written.ok) return written;
  return ok({ ref, hash: instrumentHashOf(instrument), isNew: written.value.length > 0 });
}

/** Retire a published version, or restore it to use. */
export const setInstrumentStatus = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { ref, status }: { readonly ref: string; readonly status: InstrumentStatus },
): ReturnType<typeof setPublishedStatus> =>
  setPublishedStatus(tx, dependencies, personId, {
    doc: instrumentDocumentId(ref),
    kind: instrumentKind,
    status,
  });
