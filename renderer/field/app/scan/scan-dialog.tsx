import { type ReactElement, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Result } from '#base/result.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';
import { useFieldServices } from '../session/field-services.tsx';
import {
  type CameraStatus,
  type ScanLabels,
  type ScanNotice,
  type ScanRefusal,
  ScanView,
} from './scan-view.tsx';
import { type QrCodeReader, scanWithCamera, startQrCodeReader } from './scan-with-camera.ts';

interface ScanControls {
  readonly camera: CameraStatus;
  readonly notice: ScanNotice | null;
  readonly isReading: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onPicture: (file: File) => void;
}

/** Read the text of a QR code; a text of another kind or of a later version is refused. */
type ParseScannedCode<T> = (text: string) => Result<T, ScanRefusal>;

/**
 * Scan QR codes while the component is mounted: with the camera, and in pictures that the person chooses.
 * @param read Reads the text of each code that is seen.
 * @param onFound Called with the first code that `read` accepts.
 */
function useCodeScan<T>(host: Host, read: ParseScannedCode<T>, onFound: (found: T) => void): ScanControls {
  const video = useRef<HTMLVideoElement>(null);
  const reader = useRef<QrCodeReader>(null);
  const [camera, setCamera] = useState<CameraStatus>('starting');
  const [notice, setNotice] = useState<ScanNotice | null>(null);
  const [isReading, setReading] = useState(false);

  const take = (text: string): void => {
    const found = read(text);
    if (found.ok) onFound(found.value);
    else setNotice(found.refusal);
  };
  const onText = useEffectEvent(take);

  useEffect(() => {
    const over = new AbortController();
    const started = startQrCodeReader();
    reader.current = started;
    if (video.current)
      scanWithCamera({
        host,
        video: video.current,
        reader: started,
        signal: over.signal,
        onCamera: setCamera,
        onText,
      })
        // The end of a scan stops its reading: no bug.
        .catch((error: unknown) => !over.signal.aborted && reportError(error));
    return () => {
      over.abort();
      started.end();
    };
  }, [host]);

  const readPicture = async (file: File): Promise<void> => {
    setReading(true);
    setNotice(null);
    const text = await reader.current?.readFile(file);
    setReading(false);
    if (!text?.ok) setNotice('unreadable');
    else if (text.value === null) setNotice('noCode');
    else take(text.value);
  };
  return { camera, notice, isReading, video, onPicture: (file) => void readPicture(file) };
}

interface ScanContentProps<T> {
  readonly words: ScanLabels;
  readonly read: ParseScannedCode<T>;
  readonly onFound: (found: T) => void;
}

interface ScanDialogProps<T> extends ScanContentProps<T> {
  readonly title: string;
  readonly onClose: () => void;
}

/** Dialog that scans a QR code of one kind. The camera is on only while this is on the screen. */
export function ScanDialog<T>({ title, onClose, ...scanning }: ScanDialogProps<T>): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{translate('ui.cancel')}</Button>}
    >
      <ScanContent {...scanning} />
    </Dialog>
  );
}

/** Within the dialog, so that the camera's picture has its place when the camera is asked for. */
function ScanContent<T>({ words, read, onFound }: ScanContentProps<T>): ReactElement {
  const { host } = useFieldServices();
  return <ScanView words={words} {...useCodeScan(host, read, onFound)} />;
}
