import { deviceOf } from '#domain/document/dot.ts';
import type { Document } from '#domain/document/document.ts';
import type { Path } from '#domain/document/path.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { compareVersions } from '#domain/instrument/published/compare-versions.ts';
import { editionOf, instrumentDocument } from '#domain/instrument/published/instrument-edition.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { LibraryRow } from '#sync/protocol/instruments-api.ts';
import { programmeLog } from '../access/programme.ts';
import { peopleOf } from '../console/people.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { loadDocuments, readDocument, withRegisters } from '../views/load-documents.ts';

/** All published versions, by title, the newest version of each first. */
export async function readLibrary(tx: StoreTransaction): Promise<readonly LibraryRow[]> {
  const log = await programmeLog(tx);
  if (log === null) return [];
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', log)
    .where('kind', '=', instrumentKind)
    .execute();
  const documents = (await withRegisters(tx, rows)).map(readDocument);
  const people = await peopleOf(tx, [...new Set(documents.flatMap(publisherOf))]);
  return documents
    .flatMap((document): readonly LibraryRow[] => {
      const edition = editionOf(document);
      const [stamp] = headsOf(document, 'hash').map((head) => head.stamp);
      const [by] = publisherOf(document);
      if (edition === null || stamp === undefined) return [];
      return [{ edition, publishedAtMs: stamp[0], publishedBy: (by && people[by]) ?? null }];
    })
    .sort(
      ({ edition: a }, { edition: b }) =>
        a.title.localeCompare(b.title) || compareVersions(b.version, a.version),
    );
}

/** The document of one version; undefined when none is published under this name. */
export async function readPublished(tx: StoreTransaction, ref: string): Promise<Document | undefined> {
  const log: LogId | null = await programmeLog(tx);
  if (log === null) return undefined;
  const doc = instrumentDocument(ref);
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  return document?.kind === instrumentKind ? document : undefined;
}

const headsOf = ({ registers }: Document, path: string) => registers[path as Path]?.heads ?? []; // reading takes any text

const publisherOf = (document: Document): readonly DeviceId[] =>
  headsOf(document, 'hash').map(({ dot }) => deviceOf(dot));
