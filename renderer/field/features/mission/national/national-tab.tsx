import { useState, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { TextChecksContext } from '#renderer/field/app/text-checks.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { NationalDialog } from './national-dialog.tsx';
import type { NationalRow } from './national-rows.ts';
import { NationalView } from './national-view.tsx';
import { useNational } from './use-national.ts';

interface NationalTabProps {
  readonly log: LogId;
  readonly mission: MissionSummary;
}

/** What holds for the State as a whole, and the dialog in which the lead decides on it. */
export function NationalTab({ log, mission }: NationalTabProps): ReactElement | null {
  const national = useNational(log, mission);
  const [deciding, setDeciding] = useState<NationalRow | null>(null);
  if (national === null) return null;
  const { rows, mayDecide, decide, checks } = national;
  return (
    <TextChecksContext value={checks}>
      <NationalView rows={rows} onDecide={mayDecide ? setDeciding : undefined} />
      {deciding && <NationalDialog row={deciding} decide={decide} onClose={() => setDeciding(null)} />}
    </TextChecksContext>
  );
}
