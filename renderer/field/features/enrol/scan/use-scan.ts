import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type EnrolLink, readEnrolLink } from '#domain/people/enrol-link.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { type CodeReader, startCodeReader } from './code-reader.ts';
import { film } from './film.ts';
import type { CameraState, ScanNotice } from './scan-view.tsx';

interface Scan {
  readonly camera: CameraState;
  readonly notice: ScanNotice | null;
  readonly isReading: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onPicture: (file: File) => void;
}

/** Looks for an enrolment code, from now until it leaves the screen: with the camera, and in pictures that are chosen. */
export function useScan(host: Host, onFound: (link: EnrolLink) => void): Scan {
  const video = useRef<HTMLVideoElement>(null);
  const reader = useRef<CodeReader>(null);
  const [camera, setCamera] = useState<CameraState>('starting');
  const [notice, setNotice] = useState<ScanNotice | null>(null);
  const [isReading, setReading] = useState(false);

  const take = (text: string): void => {
    const link = readEnrolLink(text);
    if (link.ok) onFound(link.value);
    else setNotice(link.refusal);
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
    const read = await reader.current?.readFile(file);
    setReading(false);
    if (!read?.ok) setNotice('unreadable');
    else if (read.value === null) setNotice('noCode');
    else take(read.value);
  };
  return { camera, notice, isReading, video, onPicture: (file) => void readPicture(file) };
}
