import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import type { NationalRow } from './national-rows.ts';
import './national.css';

/** How a national indicator was rated in each institution that was asked. */
export function NationalRatings({ row: { ratings } }: { readonly row: NationalRow }): ReactElement {
  const say = useSay();
  return (
    <ul className="national-ratings">
      {ratings.map(({ institution, level }) => (
        <li key={institution}>
          <LevelChip level={level} />
          <span>
            <bdi>{institution}</bdi>
            {level === null && ` · ${say('mission.national.notRated')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
