import { useMemo } from 'react';
import { confirmedHits, openHits } from '#domain/assessment/texts-to-check.ts';
import { pathOf } from '#domain/document/path.ts';
import { hitKey } from '#domain/privacy/check-text.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { TextChecks } from '#renderer/field/app/text-checks.ts';
import type { Plan } from '#renderer/field/app/use-plan.ts';

/** How the texts of a plan are checked: as those of an assessment are, against the names that this laptop knows. */
export function usePlanTextChecks({ document, mode, change }: Plan): TextChecks {
  const { people } = useField().session;
  const confirmed = confirmedHits(document).join(' ');
  return useMemo(
    () => ({
      openHits: (text) =>
        openHits(text, [...new Set(Object.values(people).map(({ name }) => name))], confirmed.split(' ')),
      confirm:
        mode === 'open'
          ? (hit) => void change([{ path: pathOf('text-checks', hitKey(hit)), value: true }])
          : null,
    }),
    [people, confirmed, mode, change],
  );
}
