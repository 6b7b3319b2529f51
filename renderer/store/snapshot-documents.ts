import { epochStamp, isFollowed, laterStamp, type Stamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, dotOf } from '#domain/document/dot.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { FieldDatabase } from './database.ts';
import { foldDocument } from './fold-document.ts';
import type { LogWork } from './log-work.ts';
import { type BaseRow, type OpRow, opOf, type Seen } from './rows.ts';

/** Takes the documents of a page as bases, each with the ops on top that are here and not in it. Awaits only Dexie. */
export async function takeDocuments(db: FieldDatabase, work: LogWork, page: SnapshotPage): Promise<void> {
  const { log } = work.row;
  const [first, last] = [page.documents[0], page.documents.at(-1)];
  if (first === undefined || last === undefined) return;
  // Pages are in the order of ids, so what is here of their documents is one range of the index.
  const range = [[log, first.doc] as const, [log, last.doc] as const, true, true] as const;
  const opsByDoc = new Map<DocumentId, OpRow[]>();
  for (const row of await db.ops
    .where('[log+doc]')
    .between(...range)
    .toArray())
    opsByDoc.set(row.doc, [...(opsByDoc.get(row.doc) ?? []), row]);
  const docs = new Set(page.documents.map(({ doc }) => doc));
  const stale = await db.bases
    .where('[log+doc]')
    .between(...range)
    .primaryKeys();
  await db.bases.bulkDelete(stale.filter(([, doc]) => docs.has(doc)));

  const seen: Seen = { have: page.have, held: dotsOf(page.holds) };
  for (const document of page.documents) {
    const base: BaseRow = { ...document, log, seen, changedAtMs: latestStamp([document], null)[0] };
    const folded = foldDocument({
      log,
      doc: document.doc,
      base,
      ops: (opsByDoc.get(document.doc) ?? []).map(opOf),
      isHeld: (dot) => dot in work.row.held,
      hasTaken: (dot) => work.hasTaken(dot),
    });
    if (folded === undefined || folded === base) {
      work.setDocument({ ...base, isBase: true });
    } else {
      work.setDocument(folded);
      work.keepBase(base);
    }
    work.confirmed.add(document.doc);
  }
}

/** The latest of the values' stamps, without those that a reader's clock does not follow; null: with all. */
export function latestStamp(documents: readonly Document[], readerNowMs: number | null): Stamp {
  let latest = epochStamp;
  for (const { registers } of documents)
    for (const { heads } of Object.values(registers))
      for (const { stamp } of heads)
        if (readerNowMs === null || isFollowed(stamp, readerNowMs)) latest = laterStamp(latest, stamp);
  return latest;
}

export const countValues = (documents: readonly Document[]): number =>
  documents
    .flatMap(({ registers }) => Object.values(registers))
    .reduce((sum, { heads, text }) => sum + heads.length + (text === undefined ? 0 : 1), 0);

const dotsOf = (holds: SnapshotPage['holds']): readonly Dot[] =>
  // Keys of a parsed record are devices; Object.entries forgets that.
  (Object.entries(holds) as [DeviceId, readonly number[]][]).flatMap(([device, numbers]) =>
    numbers.map((n) => dotOf(device, n)),
  );
