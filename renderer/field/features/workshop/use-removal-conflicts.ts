import { useMemo } from 'react';
import { type Dot, deviceOfDot } from '#domain/document/op.ts';
import { removalConflictsBelow } from '#domain/document/removal-conflicts.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';

/** Item that one person removed while another edited it, with the names of both. */
export interface NamedRemovalConflict {
  readonly id: string;
  readonly removedBy: string;
  readonly editedBy: string;
}

/** Contested removals below a prefix of a workshop, such as its sessions (M5). */
export function useRemovalConflicts(
  { document, people }: DocumentQueryResult,
  prefix: string,
): readonly NamedRemovalConflict[] {
  const translate = useTranslate();
  return useMemo(() => {
    const nameOf = (dot: Dot | undefined): string =>
      (dot && people[deviceOfDot(dot)]?.name) ?? translate('workshop.someone');
    return removalConflictsBelow(document, prefix).map(({ id, removal, edits }) => ({
      id,
      removedBy: nameOf(removal.dot),
      editedBy: nameOf(edits.values[0]?.head.dot),
    }));
  }, [document, people, prefix, translate]);
}
