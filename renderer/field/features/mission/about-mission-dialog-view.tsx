import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { LongSelect } from '#renderer/ui/long-select.tsx';
import type { MissionAbout } from './about-mission-view.tsx';
import { useStates } from './state-names.ts';

interface AboutMissionDialogViewProps {
  readonly about: MissionAbout;
  readonly problem: Message | null;
  readonly onChange: (about: MissionAbout) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Asks for the State and the days of a mission. */
export function AboutMissionDialogView(props: AboutMissionDialogViewProps): ReactElement {
  const { about, problem, onChange, onKeep, onClose } = props;
  const say = useSay();
  return (
    <FormDialog
      title={say('mission.about.title')}
      act={say('mission.about.keep')}
      problem={problem && say(problem)}
      onAct={onKeep}
      onClose={onClose}
    >
      <LongSelect
        label={say('mission.about.stateField')}
        description={say('mission.about.stateField.help')}
        options={useStates(about.country)}
        value={about.country === null ? [] : [about.country]}
        onChange={([country]) => country !== undefined && onChange({ ...about, country })}
      />
      <DateField
        label={say('mission.create.from')}
        value={about.from}
        onChange={(from) => onChange({ ...about, from })}
      />
      <DateField
        label={say('mission.create.to')}
        value={about.to}
        onChange={(to) => onChange({ ...about, to })}
      />
    </FormDialog>
  );
}
