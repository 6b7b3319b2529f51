import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Result } from '#domain/base/result.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { type CodeReader, startCodeReader } from './code-reader.ts';
import { film } from './film.ts';
import type { CameraState, ScanNotice, ScanRefusal } from './scan-view.tsx';

interface Scan {
  readonly camera: CameraState;
  readonly notice: ScanNotice | null;
  readonly isReading: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onPicture: (file: File) => void;
}

/** Reads the text of a QR code; refuses a text of another kind or of a later version. */
export type ReadCode<T> = (text: string) => Result<T, ScanRefusal>;

/**
 * Scans QR codes while it is mounted: with the camera, and in pictures that the person chooses.
 * @param read Reads the text of each code that is seen.
 * @param onFound Called with the first code that `read` accepts.
 */
export function useScan<T>(host: Host, read: ReadCode<T>, onFound: (found: T) => void): Scan {
  const video = useRef<HTMLVideoElement>(null);
  const reader = useRef<CodeReader>(null);
  const [camera, setCamera] = useState<CameraState>('starting');
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
    const started = startCodeReader();
    reader.current = started;
    if (video.current)
      film({ host, video: video.current, reader: started, signal: over.signal, onCamera: setCamera, onText })
        // What it was looking at when it ended is gone, and no bug.
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
