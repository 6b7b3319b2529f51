import type { ReactElement } from 'react';
import { mayChangeStatus } from '#domain/kinds/rights.ts';
import type { MissionStatus } from '#domain/mission/mission.ts';
import { Role } from '#domain/people/role.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import './records-view.css';
import { statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import '#renderer/console/parts/list-filters.css';

interface MissionStatusBannerProps {
  readonly status: string;
  /** Status that the records of the mission or its last day are ahead of. */
  readonly next: MissionStatus;
  /** Assessments and workshops in work. */
  readonly begun: number;
  /** Roles of the reader in the mission. */
  readonly roles: readonly Role[];
  readonly onRecord: () => void;
}

/** Proposal of the next status of a mission: a button for roles that may set it, for others the names of these. */
export function MissionStatusBanner(props: MissionStatusBannerProps): ReactElement {
  const { status, next, begun, roles, onRecord } = props;
  const translate = useTranslate();
  const { list } = useFormat();
  const mayRecord = mayChangeStatus('mission', roles, [status], next);
  const label = { status: translate(valueLabels.missionStatus[next]) };
  const setters = Role.options.filter((role) => mayChangeStatus('mission', [role], [status], next));
  return (
    <Banner
      meaning="info"
      title={translate('console.mission.ahead', {
        status: translate(statusLabelKey(status) ?? 'value.status.none'),
      })}
      actions={
        mayRecord && (
          <Button kind="primary" onPress={onRecord}>
            {translate('console.mission.ahead.act', label)}
          </Button>
        )
      }
    >
      {next === 'under-way'
        ? translate('console.mission.ahead.records', { ...label, count: begun })
        : translate('console.mission.ahead.over', label)}{' '}
      {!mayRecord &&
        translate('console.mission.ahead.others', {
          roles: list(setters.map((role) => translate(valueLabels.role[role]))),
        })}
    </Banner>
  );
}
