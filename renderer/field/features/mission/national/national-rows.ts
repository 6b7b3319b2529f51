import type { Level } from '#domain/assessment/assessment.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { NationalLevel } from '#domain/mission/national-level.ts';
import { heatMap } from '#domain/report/figures.ts';
import type { StatePicture } from '#domain/report/state-picture.ts';

/** One national indicator: how it was rated where it was asked, what follows from that, and what the lead decided on. */
export interface NationalRow {
  readonly indicator: Indicator;
  /** The institutions that were asked; null where it is not rated there. */
  readonly ratings: readonly { readonly institution: string; readonly level: Level | null }[];
  /** The lower median of the ratings; null while there is none, and nothing to decide on. */
  readonly proposed: Level | null;
  readonly decided: NationalLevel | null;
}

/** The national indicators that were asked, in the order of the instrument (domain.md B6.8). */
export function nationalRowsOf(picture: StatePicture): readonly NationalRow[] {
  const map = heatMap(picture);
  return picture.indicators.flatMap(({ indicator, proposed, decided }): readonly NationalRow[] => {
    if (indicator.scope !== 'national') return [];
    const cells = map.rows.find((row) => row.indicator === indicator.id)?.cells ?? [];
    const ratings = cells.flatMap(({ level, state }, at) =>
      state === null ? [] : [{ institution: map.institutions[at] ?? '', level }],
    );
    return [{ indicator, ratings, proposed, decided }];
  });
}
