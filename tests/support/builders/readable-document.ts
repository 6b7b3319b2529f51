import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import type { Document } from '#domain/document/document.ts';

/** A document's registers as they compare: texts as they read, since equal updates may be encoded in several ways. */
export const readable = (document: Document | undefined): unknown =>
  Object.entries(document?.registers ?? {})
    .map(([path, { heads, dead, text }]) => {
      const note = new Y.Doc();
      if (text !== undefined) Y.applyUpdate(note, decodeBase64(text));
      return [path, heads, dead ?? [], note.getText('note').toJSON()] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
