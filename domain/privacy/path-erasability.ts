import { pathRuleOf } from '../document/document-kinds.ts';
import type { ErasedPart } from '../document/erase-ops.ts';
import type { PathErasability } from '../document/kind-schema.ts';
import type { DocumentKind } from '../document/op.ts';

const erasedPartsOf: { readonly [erasability in PathErasability]: readonly ErasedPart[] } = {
  all: ['all', 'past'],
  past: ['past'],
  never: [],
};

/** Parts of a field that may be erased alone; none for a kind or a path without a rule. */
export const erasablePartsOfPath = (kind: DocumentKind, path: string): readonly ErasedPart[] =>
  erasedPartsOf[pathRuleOf(kind, path)?.erasable ?? 'never'];
