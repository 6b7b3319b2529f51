import { Image } from 'lucide-react';
import type { ReactElement, RefObject } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import type { CameraProblem } from './scan-with-camera.ts';
import './scan.css';

/** Sentences of a scan for an enrolment code. */
export const enrolScanLabels: ScanLabels = {
  hold: 'enrol.scan.hold',
  none: 'enrol.scan.none',
  refused: 'enrol.scan.refused',
  silent: 'enrol.scan.silent',
  foreign: 'enrol.scan.foreign',
  newer: 'enrol.scan.newer',
  noCode: 'enrol.scan.noCode',
};

export type CameraStatus = 'starting' | 'on' | CameraProblem;

/** Reason why a text that was read is not taken: of another kind, or of a later version. */
export type ScanRefusal = 'foreign' | 'newer';

/** Reason why nothing was found yet. `noCode` and `unreadable` are of a picture that was chosen. */
export type ScanNotice = ScanRefusal | 'noCode' | 'unreadable';

/** Sentences of one kind of scan. Problems of the camera name the way without it. */
export type ScanLabels = Readonly<Record<'hold' | CameraProblem | ScanRefusal | 'noCode', MessageKey>>;

interface ScanViewProps {
  readonly words: ScanLabels;
  readonly camera: CameraStatus;
  readonly notice: ScanNotice | null;
  /** A picture is being looked at. */
  readonly isReading: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onPicture: (file: File) => void;
}

/** Picture of the camera, any problem with it, and the way without a camera. */
export function ScanView({
  words,
  camera,
  notice,
  isReading,
  video,
  onPicture,
}: ScanViewProps): ReactElement {
  const translate = useTranslate();
  const cameraWords: Readonly<Record<CameraStatus, MessageKey>> = {
    ...words,
    starting: 'enrol.scan.starting',
    on: words.hold,
  };
  const noticeWords: Readonly<Record<ScanNotice, MessageKey>> = {
    ...words,
    unreadable: 'enrol.scan.unreadable',
  };
  const isFilming = camera === 'starting' || camera === 'on';
  return (
    <div className="scan">
      <video
        ref={video}
        className="scan-video"
        hidden={!isFilming}
        aria-label={translate('enrol.scan.video')}
        muted
        autoPlay
        playsInline
      />
      {/* One element that is always there, so that each change of it is read out. */}
      <div role="status" className="scan-words">
        {isFilming ? (
          <p>{translate(cameraWords[camera])}</p>
        ) : (
          <Banner meaning="info">{translate(cameraWords[camera])}</Banner>
        )}
        {notice !== null && <Banner meaning="bad">{translate(noticeWords[notice])}</Banner>}
      </div>
      <div className="scan-picture">
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg']}
          onSelect={(files) => files?.[0] && onPicture(files[0])}
        >
          <Button icon={Image} isPending={isReading}>
            {translate('enrol.scan.picture')}
          </Button>
        </FileTrigger>
        <p>{translate('enrol.scan.picture.text')}</p>
      </div>
    </div>
  );
}
