import type { ReactElement, ReactNode } from 'react';
import type { RailItemId } from '#renderer/console/app/rail-sections-view.tsx';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import { ConsoleFrameView, type FrameHeading, type PageFreshness } from '../app/console-frame-view.tsx';
import { sampleLog } from './sample-people.ts';

interface ConsoleSampleFrameProps {
  readonly railItem: RailItemId;
  readonly head: FrameHeading;
  readonly isInMission?: boolean;
  readonly isAdministrator?: boolean;
  readonly freshness?: PageFreshness;
  readonly reviews?: number;
  readonly viewer?: 'reviewer' | 'adviser' | 'dpo' | 'manager' | 'partner';
  readonly children: ReactNode;
}

/** The console's frame around a story of a whole screen. */
export function ConsoleSampleFrame(props: ConsoleSampleFrameProps): ReactElement {
  const { railItem, head, children, isInMission = false, isAdministrator = false } = props;
  const sample = useSample();
  return (
    <ConsoleFrameView
      person={{
        name: 'Officer at headquarters',
        role: isAdministrator ? 'admin' : (props.viewer ?? 'reviewer'),
        seesDevices: true,
        administers: isAdministrator,
        hasSecondFactor: true,
        server: { name: 'CT TECH', version: '0.1.0' },
      }}
      mission={
        isInMission
          ? { log: sampleLog, title: sample.mission, assessments: 3, workshops: 1, conflicts: 2, held: 1 }
          : null
      }
      reviews={isAdministrator ? null : (props.reviews ?? 0)}
      waiting={
        isAdministrator
          ? { requests: null, approvals: 1, reminders: null, reviews: null }
          : { requests: 3, approvals: null, reminders: 12, reviews: null }
      }
      railItem={railItem}
      head={head}
      freshness={props.freshness ?? { kind: 'fresh', atMs: galleryNowMs }}
      onSignOut={() => undefined}
      onShowPreferences={() => undefined}
      onSearch={() => undefined}
    >
      {children}
    </ConsoleFrameView>
  );
}
