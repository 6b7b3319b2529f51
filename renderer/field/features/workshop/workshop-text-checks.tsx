import { type ReactElement, type ReactNode, useMemo } from 'react';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { confirmedHitKeys, unconfirmedHitsIn } from '#domain/privacy/find-unchecked-texts.ts';
import { type TextChecks, TextChecksContext } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';

interface WorkshopTextChecksProps {
  readonly answer: DocumentQueryAnswer;
  readonly change: (values: readonly PathValue[]) => Promise<boolean>;
  readonly children: ReactNode;
}

/**
 * Check of the free texts of a workshop against the names of the team and of the participants whom this laptop knows
 * (docs/requirements.md E). It stays the same object while neither changes.
 */
export function WorkshopTextChecks({ answer, change, children }: WorkshopTextChecksProps): ReactElement {
  const { log, document, people } = answer;
  const records = useStoreQuery('deviceRecords', { log, doc: document.doc });
  const mayConfirm = useWriteMode()(answer.roles, document) === 'open';
  const confirmed = confirmedHitKeys(document).join(' ');
  const cards = records.kind === 'present' ? records.answer : null;
  const roster = useMemo(
    () => [
      ...new Set([
        ...Object.values(people).map(({ name }) => name),
        ...(cards ?? []).flatMap((record) =>
          record.kind === 'participant' && record.name ? [record.name] : [],
        ),
      ]),
    ],
    [people, cards],
  );
  const checks = useMemo<TextChecks>(
    () => ({
      openHits: (text) => unconfirmedHitsIn(text, roster, confirmed.split(' ')),
      confirmHit: mayConfirm
        ? (hit) => void change([{ path: pathOf('text-checks', personalDataHitKey(hit)), value: true }])
        : null,
    }),
    [roster, confirmed, mayConfirm, change],
  );
  return <TextChecksContext value={checks}>{children}</TextChecksContext>;
}
