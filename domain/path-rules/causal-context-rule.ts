import { CausalContext, causalContextArea } from '../document/causal-context.ts';
import type { PathRule } from './kind-schema.ts';
import { noAudience } from './path-audience.ts';
import type { KnownDocumentKind } from './path-classes.ts';

/** Path rule of contexts in every kind of document with removable items. */
export const causalContextRule = <Kind extends KnownDocumentKind>(
  handling: Pick<PathRule<Kind>, 'rights' | 'group'>,
): PathRule<Kind> => ({
  pattern: `${causalContextArea}/*`,
  field: ['other', 'path.removalContext'],
  holds: CausalContext,
  ...handling,
  sharedWith: noAudience,
  erasable: 'never',
});
