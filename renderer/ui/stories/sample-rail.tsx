import {
  ClipboardList,
  CloudSync,
  FileWarning,
  GitMerge,
  Lock,
  Map,
  NotebookPen,
  Presentation,
  Search,
  Settings,
  Target,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '../gallery/sample.ts';
import { NavigationRail, RailItem, RailSection } from '../layout/navigation-rail.tsx';
import { ScreenLayout } from '../layout/screen-layout.tsx';
import { ScreenPage } from '../layout/screen-page.tsx';
import { SampleStatus } from './sample-status.tsx';

/** The rail of the field app inside a mission, for the stories that show whole screens. */
export function SampleRail(): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  return (
    <NavigationRail
      foot={
        <RailSection>
          <RailItem label={translate('frame.rail.settings')} icon={Settings} />
          <RailItem label={translate('frame.rail.lock')} icon={Lock} />
        </RailSection>
      }
    >
      <RailSection title={translate('frame.rail.mission', { name: sample.mission })}>
        <RailItem
          label={translate('value.documentKind.assessments')}
          icon={ClipboardList}
          count={4}
          isCurrent
        />
        <RailItem label={translate('value.documentKind.workshops')} icon={Presentation} count={2} />
        <RailItem label={translate('frame.rail.notes')} icon={NotebookPen} count={11} />
        <RailItem label={translate('frame.rail.plan')} icon={Target} count={7} />
        <RailItem label={translate('frame.rail.conflicts')} icon={GitMerge} count={2} countMeaning="bad" />
        <RailItem label={translate('frame.rail.whereItIs')} icon={CloudSync} />
      </RailSection>
      <RailSection title={translate('frame.rail.everything')}>
        <RailItem label={translate('frame.rail.missions')} icon={Map} count={3} />
        <RailItem label={translate('frame.rail.returned')} icon={FileWarning} count={1} countMeaning="wait" />
        <RailItem label={translate('frame.rail.search')} icon={Search} keyHint="Ctrl K" />
      </RailSection>
    </NavigationRail>
  );
}

interface SampleMissionScreenProps {
  readonly children: ReactNode;
  /** The children are the content of a page that scrolls as a whole. */
  readonly isPage?: boolean;
}

/** Screen of the invented mission, with its rail and status bar, for the stories of its parts. */
export function SampleMissionScreen({ children, isPage = false }: SampleMissionScreenProps): ReactElement {
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={useSample().mission}
      status={<SampleStatus network="none" waiting={12} />}
    >
      {isPage ? <ScreenPage>{children}</ScreenPage> : children}
    </ScreenLayout>
  );
}
