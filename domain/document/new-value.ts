import type { Json } from '../base/json.ts';
import type { DocumentId } from '../ids.ts';
import type { Kind } from './op.ts';
import { type Path, pathOf } from './path.ts';

/** The first value of a register of a new document: nobody saw anything there, so it replaces nothing. */
export interface NewValue {
  readonly doc: DocumentId;
  readonly kind: Kind;
  readonly path: Path;
  readonly value: Json;
}

/** Makes the first values of one document; the path is given as text and must be one (else it throws: a bug). */
export const newValues =
  (doc: DocumentId, kind: Kind) =>
  (path: string, value: Json): NewValue => ({ doc, kind, path: pathOf(...path.split('/')), value });
