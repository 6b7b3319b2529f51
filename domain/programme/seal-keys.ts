import { conflictPathsOf, type Document, valueAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/path.ts';
import { SealRecipient, SealRole } from '../privacy/sealed-value.ts';
import { programmeKind } from './programme.ts';

/** Register of a role's key in the programme document. */
export const sealKeyPath = (role: SealRole): Path => pathOf('seal-keys', role);

/** Keys of the roles that values are encrypted to; a role without a key is absent. */
export type SealRecipients = Readonly<Partial<Record<SealRole, string>>>;

/**
 * Keys that these programmes name. None for a role while its key is in conflict, or when two programmes
 * name different ones. A value is encrypted to no disputed key.
 */
export function sealRecipientsOf(programmes: readonly (Document | undefined)[]): SealRecipients {
  const found: Partial<Record<SealRole, string>> = {};
  for (const role of SealRole.options) {
    const named = programmes.flatMap((document) => sealKeyIn(document, role));
    const [recipient] = named;
    if (recipient !== undefined && recipient !== null && named.every((one) => one === recipient))
      found[role] = recipient;
  }
  return found;
}

/** Key of a role in one programme: none, or one, or null while it is in conflict. */
function sealKeyIn(document: Document | undefined, role: SealRole): readonly (string | null)[] {
  if (document?.kind !== programmeKind) return [];
  const path = sealKeyPath(role);
  if (conflictPathsOf(document).includes(path)) return [null];
  const { data } = SealRecipient.safeParse(valueAt(document, path));
  return data === undefined ? [] : [data];
}
