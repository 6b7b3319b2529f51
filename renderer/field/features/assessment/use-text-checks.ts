import { useMemo } from 'react';
import { confirmedHits, openHits } from '#domain/assessment/texts-to-check.ts';
import { hitKey } from '#domain/privacy/check-text.ts';
import type { TextChecks } from '#renderer/field/app/text-checks.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useRoster } from './use-roster.ts';

/**
 * How the texts of this assessment are checked: against the names of the team, and what was confirmed before. It stays
 * the same while neither changes, so that a key press does not draw every text of the page again.
 */
export function useTextChecks({ document, answer, choose }: OpenDocument): TextChecks {
  const mode = useWriteMode()(answer.roles, answer.document);
  const roster = useRoster(answer.people);
  const mayConfirm = mode === 'open' || mode === 'comments';
  const confirmed = confirmedHits(document).join(' ');
  return useMemo(
    () => ({
      openHits: (text) => openHits(text, roster, confirmed.split(' ')),
      confirm: mayConfirm
        ? (hit) => void choose([{ path: `text-checks/${hitKey(hit)}`, value: true }])
        : null,
    }),
    [confirmed, roster, mayConfirm, choose],
  );
}
