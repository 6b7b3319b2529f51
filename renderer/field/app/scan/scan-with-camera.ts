import type { Host } from '#renderer/host/host-contract.ts';
import type { QrCodeReader } from './qr-code-reader.ts';
import { ok, refuse, type Result } from '#base/result.ts';

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
