import { Path } from '#domain/document/op.ts';

/** A path of a family, with a segment in the place of each star. */
export const examplePathOf = (pattern: string): Path =>
  Path.parse(pattern.replaceAll('**', 'x1').replaceAll('*', 'x1'));
