import { type ReactElement, useRef } from 'react';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type CameraStatus, enrolScanLabels, type ScanNotice, ScanView } from './scan-view.tsx';

export const about: StoriesAbout = { title: 'Scan an enrolment code' };

export const Starting = (): ReactElement => <Story camera="starting" />;

export const Scanning = (): ReactElement => <Story camera="on" />;

export const NotOurs = (): ReactElement => <Story camera="on" notice="foreign" />;

export const OfANewerFieldbook = (): ReactElement => <Story camera="on" notice="newer" />;

export const NoCamera = (): ReactElement => <Story camera="none" />;

export const Refused = (): ReactElement => <Story camera="refused" />;

export const CameraGivesNoPicture = (): ReactElement => <Story camera="silent" />;

export const ReadingAPicture = (): ReactElement => <Story camera="none" isReading />;

export const NoCodeInThePicture = (): ReactElement => <Story camera="none" notice="noCode" />;

export const NoPicture = (): ReactElement => <Story camera="none" notice="unreadable" />;

interface StoryProps {
  readonly camera: CameraStatus;
  readonly notice?: ScanNotice;
  readonly isReading?: boolean;
}

function Story({ camera, notice, isReading = false }: StoryProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  return (
    <ScanView
      words={enrolScanLabels}
      camera={camera}
      notice={notice ?? null}
      isReading={isReading}
      video={video}
      onPicture={() => undefined}
    />
  );
}
