import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs, useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { KeyHint } from '../marks/key-hint.tsx';
import { LevelChip, LevelRange } from '../marks/level-chip.tsx';
import { Badge, Pill } from '../marks/pill.tsx';
import { ProgressBar, ProgressRing } from '../marks/progress.tsx';
import { RelativeTime } from '../screen-clock.tsx';

export const about: StoriesAbout = { title: 'Marks' };

export function Levels(): ReactElement {
  return (
    <div className="story-row">
      {([null, 1, 2, 3, 4, 5] as const).map((level) => (
        <LevelChip key={level} level={level} />
      ))}
      {([null, 1, 2, 3, 4, 5] as const).map((maturityLevel) => (
        <LevelChip key={maturityLevel} level={maturityLevel} size="l" />
      ))}
    </div>
  );
}
export function RangeOfAMean(): ReactElement {
  return (
    <div className="story-side">
      <LevelRange mean={2.6} from={2} to={3.4} />
    </div>
  );
}
export function ProgressOfALongWork(): ReactElement {
  const translate = useTranslate();
  return (
    <div className="story-side">
      {[0, 180, 412].map((done) => (
        <ProgressBar
          key={done}
          label={translate('sync.progress.label')}
          fraction={done / 412}
          valueText={translate('sync.progress.sending', { done, all: 412 })}
        />
      ))}
    </div>
  );
}
export function Progress(): ReactElement {
  const translate = useTranslate();
  return (
    <div className="story-row">
      {[0, 1, 3, 5, 6].map((done) => (
        <ProgressRing
          key={done}
          fraction={done / 6}
          label={translate('ui.progress.label', { done, total: 6 })}
        />
      ))}
    </div>
  );
}
export function Pills(): ReactElement {
  const sample = useSample();
  return (
    <div className="story-row">
      <Pill text={sample.draft} />
      <Pill text={sample.gate} meaning="accent" />
      <Pill text={sample.fieldwork} meaning="info" />
      <Pill text={sample.agreed} meaning="good" />
      <Pill text={sample.returned} meaning="wait" />
      <Pill text={sample.refusedTitle} meaning="bad" />
    </div>
  );
}
export function Badges(): ReactElement {
  return (
    <div className="story-row">
      <Badge count={0} />
      <Badge count={12} />
      <Badge count={2} meaning="bad" />
      <Badge count={3} meaning="wait" />
      <Badge count={12_480} />
    </div>
  );
}
export function Keys(): ReactElement {
  return (
    <div className="story-row">
      <KeyHint keys="1" />
      <KeyHint keys="Enter" />
      <KeyHint keys="Shift Enter" />
      <KeyHint keys="Ctrl K" />
      <KeyHint keys="?" />
    </div>
  );
}
export function Times(): ReactElement {
  const agoMs = [5_000, 3 * 60_000, 5 * 3_600_000, 26 * 3_600_000, 9 * 86_400_000, 400 * 86_400_000];
  return (
    <div className="story-stack">
      {agoMs.map((ms) => (
        <div key={ms} className="story-row">
          <RelativeTime atMs={galleryNowMs - ms} />
          <RelativeTime atMs={galleryNowMs - ms} show="moment" />
        </div>
      ))}
    </div>
  );
}
