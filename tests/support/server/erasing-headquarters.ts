import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import type { ErasedPart } from '#domain/document/erase-ops.ts';
import { Path } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { eraseFieldValues } from '#server/retention/erase-values.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import { aDoc, nowMs, type PackWriter } from './pack-writer.ts';
import { registersOf } from './registers-of.ts';
import { openUntilTheEnd, type StoreLocations } from './stores.ts';
import { TestHeadquarters, testDependencies } from './test-headquarters.ts';

export const secret = 'The xylophone';
export const comment = 'comments/c1/text';
export const note = 'notes/n1';

/** A headquarters with a key, and one mission in which two laptops write. */
export async function anErasingHeadquarters({ newLocation }: StoreLocations) {
  const store = await openUntilTheEnd(await newLocation());
  const hq = new TestHeadquarters(store);
  const serverIdentity = await loadServerIdentity(store, testDependencies);
  const logId = await hq.addLog();
  const [ana, ben] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('lead', logId)];
  const erase = async (path: string, part: ErasedPart = 'all'): Promise<number> => {
    const place = { doc: aDoc(1), path: Path.parse(path), part };
    const countByDevice = await store
      .transaction()
      .execute((tx) => eraseFieldValues(tx, serverIdentity, logId, [place], nowMs + 1));
    return [...countByDevice.values()].reduce((sum, count) => sum + count, 0);
  };
  const news = async (laptop: PackWriter, since: number, have?: Record<string, number>) => {
    const { logs } = await hq.sync(laptop, { logs: { [logId]: { since, ...(have && { have }) } } });
    return (logs[logId]?.entries ?? []) as readonly PackEntry[]; // nothing is released here
  };
  return { hq, store, identity: serverIdentity, log: logId, ana, ben, erase, news };
}

/** Present value of a path. */
export async function valuesAt({ store }: TestHeadquarters, logId: LogId, path: string) {
  return (await registersOf(store, logId))[path]?.heads.map(({ value }) => value) ?? [];
}

/** A note that somebody types in, as updates of a rich text. */
export class TypedNote {
  readonly document = new Y.Doc();

  /** The update that inserts these words at this position. */
  type(at: number, words: string): string {
    const before = Y.encodeStateVector(this.document);
    this.document.getText('note').insert(at, words);
    return encodeBase64(Y.encodeStateAsUpdate(this.document, before));
  }

  /** The same note in somebody else's editor. */
  copy(): TypedNote {
    const copy = new TypedNote();
    Y.applyUpdate(copy.document, Y.encodeStateAsUpdate(this.document));
    return copy;
  }

  static read(text: string | undefined): string {
    const document = new Y.Doc();
    if (text !== undefined) Y.applyUpdate(document, decodeBase64(text));
    return document.getText('note').toJSON();
  }
}
