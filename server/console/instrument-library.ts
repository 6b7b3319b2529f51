import { ok, refuse, type Result } from '#base/result.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { type Path, pathOf, deviceOfDot } from '#domain/document/op.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import {
  decidePublish,
  type PublishRefusal,
  compareInstrumentVersions,
  instrumentDocumentId,
  instrumentRefOf,
  readInstrumentEdition,
} from '#domain/instrument/instrument-edition.ts';
import { instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import { instrumentKind, type InstrumentStatus } from '#domain/instrument/instrument-kind.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { appendConsoleOps, type ConsoleWriteRefusal } from '../log/append-console-ops.ts';
import type { StoreTransaction, RuntimeDependencies } from '../db/open-store.ts';
import type { LibraryRow } from '#api/library-api.ts';
import { loadAuthorsByDevice } from './documents.ts';
import { joinRegisters, loadDocuments, parseStoredDocument } from '../projections/load-documents.ts';

/** Read all published versions, by title, the newest version of each first. */
export async function readInstrumentLibrary(tx: StoreTransaction): Promise<readonly LibraryRow[]> {
  const log = await findProgrammeLog(tx);
  if (log === null) return [];
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', log)
    .where('kind', '=', instrumentKind)
    .execute();
  const documents = (await joinRegisters(tx, rows)).map(parseStoredDocument);
  const people = await loadAuthorsByDevice(tx, [...new Set(documents.flatMap(publishingDevicesOf))]);
  return documents
    .flatMap((document): readonly LibraryRow[] => {
      const edition = readInstrumentEdition(document);
      const [stamp] = registerHeadsAt(document, 'hash').map((head) => head.stamp);
      const [by] = publishingDevicesOf(document);
      if (edition === null || stamp === undefined) return [];
      return [{ edition, publishedAtMs: stamp[0], publishedBy: (by && people[by]) ?? null }];
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
  const log: LogId | null = await findProgrammeLog(tx);
  if (log === null) return undefined;
  const doc = instrumentDocumentId(ref);
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  return document?.kind === instrumentKind ? document : undefined;
}

const registerHeadsAt = ({ registers }: Document, path: string) => registers[path as Path]?.heads ?? []; // any text is a valid path for reading

const publishingDevicesOf = (document: Document): readonly DeviceId[] =>
  registerHeadsAt(document, 'hash').map(({ dot }) => deviceOfDot(dot));

/** `noProgramme`: no programme's log exists yet, from which laptops would get it. */
export type PublishInstrumentRefusal =
  | PublishRefusal
  | ConsoleWriteRefusal
  | { readonly kind: 'noProgramme' };

export interface PublishedInstrument {
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
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const ref = instrumentRefOf(instrument);
  const doc = instrumentDocumentId(ref);
  const written = await appendConsoleOps<PublishRefusal>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const values = decidePublish(instrument, documents.get(doc));
      return values.ok ? ok(values.value.map((value) => ({ ...value, over: [] }))) : values;
    },
  });
  if (!written.ok) return written;
  return ok({ ref, hash: instrumentHashOf(instrument), isNew: written.value.length > 0 });
}

/** Retire a published version, or restore it to use. */
export async function setInstrumentStatus(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { ref, status }: { readonly ref: string; readonly status: InstrumentStatus },
): Promise<Result<true, ConsoleWriteRefusal | { readonly kind: 'noProgramme' | 'unknown' }>> {
  const log = await findProgrammeLog(tx);
  if (log === null) return refuse({ kind: 'noProgramme' });
  const doc = instrumentDocumentId(ref);
  const written = await appendConsoleOps<{ readonly kind: 'unknown' }>(tx, dependencies, {
    person,
    log,
    docs: [doc],
    decide: (documents) => {
      const document = documents.get(doc);
      if (document?.kind !== instrumentKind) return refuse({ kind: 'unknown' });
      const over = dotsAt(document, 'status');
      return ok([{ doc, kind: instrumentKind, path: pathOf('status'), value: status, over }]);
    },
  });
  return written.ok ? ok(true) : written;
}
