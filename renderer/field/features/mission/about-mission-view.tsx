import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { StateField } from '#renderer/records/record-fields.tsx';
import { Banner, Button, DateField, FormDialog } from '#renderer/ui';
import './mission.css';
import type { missionDetailPaths } from '#domain/mission/mission.ts';
import { stateNameIn } from '#domain/states/state-names.ts';

interface AboutMissionDialogViewProps {
  readonly about: MissionDetails;
  readonly problem: Message | null;
  readonly onChange: (about: MissionDetails) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Form of a mission's State and days. */
export function AboutMissionDialogView(props: AboutMissionDialogViewProps): ReactElement {
  const { about, problem, onChange, onKeep, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate('mission.about.title')}
      act={translate('mission.about.keep')}
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
    >
      <StateField
        description={translate('mission.about.stateField.help')}
        value={about.country}
        onChange={(country) => country !== null && onChange({ ...about, country })}
      />
      <DateField
        label={translate('path.from')}
        value={about.from}
        onChange={(from) => onChange({ ...about, from })}
      />
      <DateField
        label={translate('path.to')}
        value={about.to}
        onChange={(to) => onChange({ ...about, to })}
      />
    </FormDialog>
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
