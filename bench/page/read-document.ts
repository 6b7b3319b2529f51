import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import type { StoreApi } from '#renderer/store/store-api.ts';

/** A document as the store has it now; rejects when there is none. */
export async function readDocument(from: StoreApi, log: LogId, id: string): Promise<Document> {
  const doc = DocumentId.parse(id);
  let stop: (() => void) | undefined;
  const document = await new Promise<Document>((resolve, reject) => {
    from
      .watch('document', { log, doc }, (answer) => {
        if (answer) resolve(answer.document);
        else reject(new Error(`No document ${id}`));
      })
      .then((end) => {
        stop = end;
      }, reject);
  });
  stop?.();
  return document;
}
