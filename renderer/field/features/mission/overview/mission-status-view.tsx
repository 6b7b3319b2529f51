import type { ReactElement } from 'react';
import type { MissionStatus } from '#domain/mission/mission.ts';
import { useTranslate } from '#renderer/i18n';
import { statusLabel } from '#renderer/records/value-labels.ts';
import { PageSection, Select } from '#renderer/ui';

/** Steps of a mission in their order; a cancelled one is at none of them. */
const missionSteps: readonly MissionStatus[] = [
  'planned',
  'approved',
  'under-way',
  'completed',
  'reported',
  'closed',
];

interface MissionStatusViewProps {
  readonly status: MissionStatus | null;
  /** Statuses that the person's role may choose. */
  readonly offered: readonly MissionStatus[];
  readonly onStatus: (missionStatus: MissionStatus) => void;
}

/** Status of the mission as a line of steps, with the choice of another one. */
export function MissionStatusView({ status, offered, onStatus }: MissionStatusViewProps): ReactElement {
  const translate = useTranslate();
  const now = status === null ? -1 : missionSteps.indexOf(status);
  return (
    <PageSection kind="side" title={translate('path.status')}>
      <ol className="mission-steps">
        {missionSteps.map((step, at) => (
          <li
            key={step}
            data-state={at < now ? 'done' : at === now ? 'now' : 'later'}
            {...(at === now && { 'aria-current': 'step' as const })}
          >
            {translate(statusLabel('missionStatus', step))}
          </li>
        ))}
      </ol>
      {offered.length > 1 && (
        <Select
          label={translate('mission.overview.status.change')}
          options={offered.map((id) => ({ id, label: translate(statusLabel('missionStatus', id)) }))}
          value={status}
          onChange={onStatus}
        />
      )}
    </PageSection>
  );
}
