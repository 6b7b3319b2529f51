import type { ReactElement, ReactNode } from 'react';
import type { PathValue } from '#domain/document/op.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { namesOfPeople, useTextChecks } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';

interface WorkshopTextChecksProps {
  readonly queryResult: DocumentQueryResult;
  readonly change: (pathValues: readonly PathValue[]) => Promise<boolean>;
  readonly children: ReactNode;
}

/**
 * Check of the free texts of a workshop against the names of the team and of the participants whom this laptop knows
 * (docs/requirements.md E). It stays the same object while neither changes.
 */
export function WorkshopTextChecks({ queryResult, change, children }: WorkshopTextChecksProps): ReactElement {
  const { log, document, people } = queryResult;
  const recordsResult = useStoreQuery('deviceRecords', { log, doc: document.doc });
  const mayConfirm = writeModeOf(queryResult.roles, document) === 'open';
  const cards = recordsResult.kind === 'present' ? recordsResult.result : null;
  const participants = (cards ?? []).flatMap((deviceRecord) =>
    deviceRecord.kind === 'participant' && deviceRecord.name ? [deviceRecord.name] : [],
  );
  const names = [...new Set([...namesOfPeople(people), ...participants])];
  const textChecks = useTextChecks({ document, names, confirm: mayConfirm ? change : null });
  return <TextChecksContext value={textChecks}>{children}</TextChecksContext>;
}
