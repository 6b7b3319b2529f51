import * as Comlink from 'comlink';
import { ok, type Result, refuse } from '#base/result.ts';
import { cleanPicture } from '#renderer/field/app/files/clean-picture.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { ScanWorker } from './scan-worker.ts';

/**
 * `refused`: the shell or the system denies it. `silent`: it is there, but another program has it, or it is
 * off.
 */
export type CameraProblem = 'none' | 'refused' | 'silent';

/** A code on a telephone fills only a part of the picture, so more points than a camera gives by default. */
const cameraConstraints = { video: { width: { ideal: 1_280 }, height: { ideal: 720 } }, audio: false };

const cameraProblemByErrorName: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'silent',
  AbortError: 'silent',
};

/** The picture of the camera, without sound. */
async function openCamera(devices: MediaDevices): Promise<Result<MediaStream, CameraProblem>> {
  try {
    return ok(await devices.getUserMedia(cameraConstraints));
  } catch (error) {
    return refuse((error instanceof Error && cameraProblemByErrorName[error.name]) || 'none');
  }
}

/** Between two looks at the camera's picture: more would only make the laptop warm. */
const frameIntervalMs = 100;

interface CameraScanOptions {
  readonly host: Host;
  readonly video: HTMLVideoElement;
  readonly reader: QrCodeReader;
  /** End of the scan: the camera is off when `abort` has returned. */
  readonly signal: AbortSignal;
  readonly onCamera: (state: 'on' | CameraProblem) => void;
  readonly onText: (text: string) => void;
}

/**
 * Show the camera's picture and report each code in it, until the signal.
 * The shell allows the camera only meanwhile. It learns of the end at once, so that a scan that begins right
 * after is not ended by it.
 */
export async function scanWithCamera({
  host,
  video,
  reader,
  signal,
  onCamera,
  onText,
}: CameraScanOptions): Promise<void> {
  signal.addEventListener('abort', () => void host.ask('camera.scan', false).catch(reportError));
  const mayFilm = await host.ask('camera.scan', true);
  if (signal.aborted) return;
  if (!mayFilm) return onCamera('refused');
  const camera = await openCamera(navigator.mediaDevices);
  if (signal.aborted) return camera.ok ? stopStream(camera.value) : undefined;
  if (!camera.ok) return onCamera(camera.refusal);

  const stream = camera.value;
  signal.addEventListener('abort', () => {
    stopStream(stream);
    video.srcObject = null;
  });
  // Unplugged: a stop from here sends no event.
  for (const track of stream.getTracks()) track.addEventListener('ended', () => onCamera('none'));
  video.srcObject = stream;
  onCamera('on');
  while (!signal.aborted) {
    const text = video.readyState < video.HAVE_CURRENT_DATA ? null : await reader.readFrame(video);
    if (signal.aborted) return;
    if (text !== null) onText(text);
    await new Promise((rested) => setTimeout(rested, frameIntervalMs));
  }
}

function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Reader of QR codes in a worker. Its decoder is loaded at the first scan, not before. */
export interface QrCodeReader {
  /** Text of the code in the camera's picture; null when there is none. */
  readonly readFrame: (video: HTMLVideoElement) => Promise<string | null>;
  /** The same of a chosen file; refused when it is no picture. */
  readonly readFile: (file: Blob) => Promise<Result<string | null, 'unreadable'>>;
  readonly end: () => void;
}

/** Start the worker that reads QR codes. The caller must call `end`. */
export function startQrCodeReader(): QrCodeReader {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module', name: 'scan' });
  const remote = Comlink.wrap<ScanWorker>(worker);
  const read = (picture: ImageBitmap, isLast: boolean): Promise<string | null> =>
    remote.read(Comlink.transfer(picture, [picture]), isLast);
  return {
    async readFrame(video) {
      const frame = await copyVideoFrame(video);
      return frame && read(frame, false);
    },
    async readFile(file) {
      // Redrawn first, which also refuses a picture that claims to be enormous.
      const picture = await cleanPicture(file);
      return picture ? ok(await read(await createImageBitmap(picture), true)) : refuse('unreadable');
    },
    end: () => worker.terminate(),
  };
}

/** Copy of the camera's present frame; null without memory for it, since the next frame comes soon. */
async function copyVideoFrame(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(video);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
}
