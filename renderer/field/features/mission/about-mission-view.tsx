import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { Banner, Button } from '#renderer/ui';
import './mission.css';
import { missionDetailPaths } from '#domain/mission/mission.ts';
import { stateNameIn } from '#domain/states/state-names.ts';

interface AboutMissionDialogViewProps {
  readonly about: MissionDetails;
  /** Reason why the last save was not taken. */
  readonly refusal: Message | null;
  readonly onSave: (about: MissionDetails) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form of a mission's State and days. */
export function AboutMissionDialogView(props: AboutMissionDialogViewProps): ReactElement {
  const { about, refusal, onSave, onClose } = props;
  const translate = useTranslate();
  return (
    <RecordFormDialog
      title={translate('mission.about.title')}
      act={translate('mission.about.keep')}
      subject={{ kind: 'mission' }}
      rows={() => missionDetailPaths}
      stored={about}
      refusal={refusal && translate(refusal)}
      findProblems={({ from, to }) => ({
        to:
          from !== null && to !== null && to < from
            ? translate('mission.refused.endsBeforeItStarts')
            : undefined,
      })}
      onSave={onSave}
      onClose={onClose}
    />
  );
}

/** Details of a mission. Days as `2026-11-24`, the country as ISO 3166 alpha-2. */
export type MissionDetails = { readonly [path in (typeof missionDetailPaths)[number]]: string | null };

interface AboutMissionViewProps {
  readonly about: MissionDetails;
  /** Absent where nothing may be written. */
  readonly onChange?: (() => void) | undefined;
}

/** The State and the days of a mission in a line; a notice where the State is not known. */
export function AboutMissionView({ about, onChange }: AboutMissionViewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { country, from, to } = about;
  if (country === null && onChange !== undefined)
    return (
      <Banner
        meaning="wait"
        title={translate('mission.about.unknown')}
        actions={<Button onPress={onChange}>{translate('mission.about.tell')}</Button>}
      >
        {translate('mission.about.unknown.text')}
      </Banner>
    );
  return (
    <p className="mission-about">
      <span>
        {country === null
          ? translate('mission.about.noState')
          : translate('mission.about.state', { state: stateNameIn(country, language) })}
      </span>
      <DayRange from={from} to={to} />
      {onChange && (
        <Button kind="quiet" icon={Pencil} onPress={onChange}>
          {translate('mission.about.change')}
        </Button>
      )}
    </p>
  );
}
