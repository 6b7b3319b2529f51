import { useState, type ReactElement } from 'react';
import { useSample } from '../gallery/sample.ts';
import { LevelChip } from '../marks/level-chip.tsx';
import { NavList } from '../layout/nav-list.tsx';
import { ProgressRing } from '../marks/progress.tsx';

/** The list of dimensions with progress and level, for the stories that show whole screens. */
export function SampleDimensions(): ReactElement {
  const sample = useSample();
  const [current, setCurrent] = useState<string>('D5');
  const dimensions = [
    { id: 'D2', title: sample.dim2, note: sample.answered22, fraction: 1, level: null },
    { id: 'D3', title: sample.dim3, note: sample.answered88, fraction: 1, level: 3 },
    { id: 'D4', title: sample.dim4, note: sample.answered23, fraction: 0.66, level: 2 },
    { id: 'D5', title: sample.dim5, note: sample.answered36, fraction: 0.5, level: 2 },
    { id: 'D6', title: sample.dim6, note: sample.answered15, fraction: 0.2, level: null },
    { id: 'D7', title: sample.dim7, note: sample.notStarted, fraction: 0, level: null },
    { id: 'D8', title: sample.dim8, note: sample.notStarted, fraction: 0, level: null },
  ] as const;
  return (
    <NavList
      label={sample.dimensions}
      current={current}
      onGo={setCurrent}
      items={dimensions.map(({ id, title, note, fraction, level }) => ({
        id,
        code: id,
        title,
        note,
        lead: <ProgressRing fraction={fraction} label={note} />,
        end: <LevelChip level={level} />,
      }))}
    />
  );
}
