import type { ReactElement, ReactNode } from 'react';
import { MissionMode } from '#domain/mission/mission-work.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { PageSection, Select } from '#renderer/ui';

interface MissionFactsViewProps {
  readonly title: ReactNode;
  readonly purpose: ReactNode;
  readonly place: ReactNode;
  readonly mode: MissionMode | null;
  readonly onMode: (missionMode: MissionMode) => void;
  readonly isReadOnly: boolean;
}

/** Title, purpose, place and mode of a mission. */
export function MissionFactsView(props: MissionFactsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('mission.about.title')}>
      {props.title}
      <div className="mission-pair">
        <div>{props.place}</div>
        <Select
          label={translate('path.mode')}
          options={MissionMode.options.map((id) => ({ id, label: translate(valueLabels.workshopMode[id]) }))}
          value={props.mode}
          onChange={props.onMode}
          isDisabled={props.isReadOnly}
        />
      </div>
      {props.purpose}
    </PageSection>
  );
}
