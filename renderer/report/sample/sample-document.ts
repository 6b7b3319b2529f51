import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { type DocumentKind, dotOf, pathOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';

/** Values that a story or a test writes into a document: registers by path. */
export type Values = Readonly<Record<string, JsonValue>>;

const device = DeviceId.parse('c'.repeat(32));
const atMs = Date.UTC(2026, 10, 20, 16, 5);

/** A document in which these values were written by one person. */
export function documentWith(id: number, kind: DocumentKind, values: Values): Document {
  const doc = DocumentId.parse(`01a20edb-961d-7237-bfa9-${String(id).padStart(12, '0')}`);
  const registers = Object.fromEntries(
    Object.entries(values).map(([path, value], at) => [
      pathOf(...path.split('/')),
      { heads: [{ dot: dotOf(device, id * 1_000 + at), stamp: [atMs + at, 0] as const, value }] },
    ]),
  );
  return { ...emptyDocument(doc, kind), registers };
}
