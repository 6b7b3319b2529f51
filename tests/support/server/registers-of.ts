import type { Document, Register } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { readLogSnapshot } from '#server/log/read-snapshot.ts';

/** The documents of a log as a new device would get them. */
export async function documentsOf(store: ServerStore, logId: LogId): Promise<readonly Document[]> {
  const { documents } = await readLogSnapshot(store, logId, {});
  return documents.map(({ doc, kind, registers }) => ({ doc, kind, registers: JSON.parse(registers) }));
}

/** The registers of a log with one document; empty while it has none. */
export async function registersOf(
  store: ServerStore,
  logId: LogId,
): Promise<Readonly<Record<string, Register>>> {
  const [document] = await documentsOf(store, logId);
  return document?.registers ?? {};
}
