import { useEffect, useState } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { useFieldServices } from '../session/field-services.tsx';

/** Read these documents, and again whenever one of them changes; missing ones are left out. */
export function useDocuments(
  asked: readonly { readonly log: LogId; readonly doc: DocumentId }[],
): ReadonlyMap<DocumentId, DocumentQueryResult> {
  const { store } = useFieldServices();
  const [found, setFound] = useState<ReadonlyMap<DocumentId, DocumentQueryResult>>(new Map());
  const askedText = JSON.stringify(asked.map(({ log, doc }) => ({ log, doc })));

  useEffect(() => {
    let isCurrent = true;
    const same: typeof asked = JSON.parse(askedText); // made from it a few lines above, so of its type
    const watching = same.map(({ log, doc }) =>
      store.watch('document', { log, doc }, (queryResult) => {
        if (!isCurrent) return;
        setFound((before) => {
          const next = new Map(before);
          if (queryResult) next.set(doc, queryResult);
          else next.delete(doc);
          return next;
        });
      }),
    );
    return () => {
      isCurrent = false;
      for (const one of watching) one.then((stop) => stop(), reportError);
    };
  }, [store, askedText]);

  return found;
}
