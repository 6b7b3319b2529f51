import { useEffect, useState } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { useField } from './field-context.tsx';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';

/** Which documents are these, now? Answers again whenever one of them changes; missing ones are left out. */
export function useDocuments(
  asked: readonly { readonly log: LogId; readonly doc: DocumentId }[],
): ReadonlyMap<DocumentId, DocumentAnswer> {
  const { store } = useField();
  const [found, setFound] = useState<ReadonlyMap<DocumentId, DocumentAnswer>>(new Map());
  const askedText = JSON.stringify(asked.map(({ log, doc }) => ({ log, doc })));

  useEffect(() => {
    let isCurrent = true;
    const same: typeof asked = JSON.parse(askedText); // made from it a few lines above, so of its type
    const watching = same.map(({ log, doc }) =>
      store.watch('document', { log, doc }, (answer) => {
        if (!isCurrent) return;
        setFound((before) => {
          const next = new Map(before);
          if (answer) next.set(doc, answer);
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
