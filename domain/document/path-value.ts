import type { Json } from '../base/json.ts';
import type { Path } from './path.ts';

/** A value for a register of a document, before it is known what it replaces. */
export interface PathValue {
  readonly path: Path;
  readonly value: Json;
}
