import type { KnownDocumentKind } from '../path-rules/path-classes.ts';

/** A document, or its row in a list, that is known to be of one kind. */
export type OfKind<Kind extends KnownDocumentKind, One extends { readonly kind: string }> = One & {
  readonly kind: Kind;
};

/** Return the documents of one kind, in their order. */
export const recordsOfKind = <Kind extends KnownDocumentKind, One extends { readonly kind: string }>(
  records: readonly One[],
  kind: Kind,
): readonly OfKind<Kind, One>[] => records.filter((one): one is OfKind<Kind, One> => one.kind === kind);

/** Return the first document of one kind. */
export const firstOfKind = <Kind extends KnownDocumentKind, One extends { readonly kind: string }>(
  records: readonly One[],
  kind: Kind,
): OfKind<Kind, One> | undefined => records.find((one): one is OfKind<Kind, One> => one.kind === kind);
