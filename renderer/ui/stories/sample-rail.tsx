import {
  ClipboardList,
  FileWarning,
  GitMerge,
  Lock,
  Map,
  MapPin,
  NotebookPen,
  Presentation,
  Search,
  Settings,
  Target,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '../gallery/sample.ts';
import { Rail, RailItem, RailSection } from '../rail.tsx';

/** The rail of the field app inside a mission, for the stories that show whole screens. */
export function SampleRail(): ReactElement {
  const say = useSay();
  const sample = useSample();
  return (
    <Rail
      foot={
        <RailSection>
          <RailItem label={say('frame.rail.settings')} icon={Settings} />
          <RailItem label={say('frame.rail.lock')} icon={Lock} />
        </RailSection>
      }
    >
      <RailSection title={say('frame.rail.mission', { name: sample.mission })}>
        <RailItem label={say('frame.rail.assessments')} icon={ClipboardList} count={4} isCurrent />
        <RailItem label={say('frame.rail.workshops')} icon={Presentation} count={2} />
        <RailItem label={say('frame.rail.notes')} icon={NotebookPen} count={11} />
        <RailItem label={say('frame.rail.plan')} icon={Target} count={7} />
        <RailItem label={say('frame.rail.conflicts')} icon={GitMerge} count={2} countMeaning="bad" />
        <RailItem label={say('frame.rail.whereItIs')} icon={MapPin} />
      </RailSection>
      <RailSection title={say('frame.rail.everything')}>
        <RailItem label={say('frame.rail.missions')} icon={Map} count={3} />
        <RailItem label={say('frame.rail.returned')} icon={FileWarning} count={1} countMeaning="wait" />
        <RailItem label={say('frame.rail.search')} icon={Search} keyHint="Ctrl K" />
      </RailSection>
    </Rail>
  );
}
