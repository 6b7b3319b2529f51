import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { useStateName } from './state-names.ts';
import './mission.css';

/** What a mission says of itself. Days as `2026-11-24`. */
export interface MissionAbout {
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

interface AboutMissionViewProps {
  readonly about: MissionAbout;
  /** Absent where nothing may be written. */
  readonly onChange?: (() => void) | undefined;
}

/** The State and the days of a mission in a line; a notice where the State is not known. */
export function AboutMissionView({ about, onChange }: AboutMissionViewProps): ReactElement {
  const say = useSay();
  const nameOf = useStateName();
  const { country, from, to } = about;
  if (country === null && onChange !== undefined)
    return (
      <Banner
        meaning="wait"
        title={say('mission.about.unknown')}
        actions={<Button onPress={onChange}>{say('mission.about.tell')}</Button>}
      >
        {say('mission.about.unknown.text')}
      </Banner>
    );
  return (
    <p className="mission-about">
      <span>
        {country === null
          ? say('mission.about.noState')
          : say('mission.about.state', { state: nameOf(country) })}
      </span>
      <DayRange from={from} to={to} />
      {onChange && (
        <Button kind="quiet" icon={Pencil} onPress={onChange}>
          {say('mission.about.change')}
        </Button>
      )}
    </p>
  );
}
