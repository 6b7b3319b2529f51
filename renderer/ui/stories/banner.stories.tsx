import { Flag as FlagIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../button.tsx';
import { useSample } from '../gallery/sample.ts';
import type { StoriesAbout } from '../gallery/story-registry.ts';
import { CollapsedLine } from '../layout/card.tsx';
import { Banner } from '../marks/banner.tsx';

export const about: StoriesAbout = { title: 'Banner' };

export function Information(): ReactElement {
  return <Banner meaning="info">{useSample().doNotRecord}</Banner>;
}
export function QuietReminder(): ReactElement {
  return (
    <Banner meaning="info" isQuiet>
      {useSample().doNotRecord}
    </Banner>
  );
}
export function Locked(): ReactElement {
  const sample = useSample();
  return (
    <Banner meaning="info" title={sample.lockedTitle}>
      {sample.lockedText}
    </Banner>
  );
}
export function Offline(): ReactElement {
  const sample = useSample();
  return (
    <Banner meaning="wait" title={sample.offlineTitle}>
      {sample.offlineText}
    </Banner>
  );
}
export function Refused(): ReactElement {
  const sample = useSample();
  return (
    <Banner meaning="bad" title={sample.refusedTitle} actions={<Button>{sample.export}</Button>}>
      {sample.refusedText}
    </Banner>
  );
}
export function Conflict(): ReactElement {
  const sample = useSample();
  return (
    <Banner meaning="bad" title={sample.conflictTitle}>
      {sample.conflictText}
    </Banner>
  );
}
export function Agreed(): ReactElement {
  return <Banner meaning="good" title={useSample().agreed} />;
}
export function Flag(): ReactElement {
  return (
    <Banner meaning="wait" icon={FlagIcon}>
      {useSample().flag}
    </Banner>
  );
}
export function HiddenByARule(): ReactElement {
  const sample = useSample();
  return (
    <CollapsedLine action={<Button kind="quiet">{sample.showAnyway}</Button>}>{sample.skip}</CollapsedLine>
  );
}
