import type { Host } from '#renderer/host/host-contract.ts';
import type { CodeReader } from './code-reader.ts';
import { type CameraProblem, openCamera } from './open-camera.ts';

/** Between two looks at the camera's picture: more would only make the laptop warm. */
const restMs = 100;

interface FilmParts {
  readonly host: Host;
  readonly video: HTMLVideoElement;
  readonly reader: CodeReader;
  /** Ends it: the camera is off when `abort` has returned. */
  readonly signal: AbortSignal;
  readonly onCamera: (state: 'on' | CameraProblem) => void;
  readonly onText: (text: string) => void;
}

/**
 * Shows what the camera sees and tells of each code in it, until the signal. The shell lets the page have the camera in
 * between alone; it hears of the end in the same moment, so that a scan that begins right after is not ended by it.
 */
export async function film({ host, video, reader, signal, onCamera, onText }: FilmParts): Promise<void> {
  signal.addEventListener('abort', () => void host.ask('camera.scan', false).catch(reportError));
  const mayFilm = await host.ask('camera.scan', true);
  if (signal.aborted) return;
  if (!mayFilm) return onCamera('refused');
  const camera = await openCamera(navigator.mediaDevices);
  if (signal.aborted) return camera.ok ? stop(camera.value) : undefined;
  if (!camera.ok) return onCamera(camera.refusal);

  const stream = camera.value;
  signal.addEventListener('abort', () => {
    stop(stream);
    video.srcObject = null;
  });
  // Pulled out: what is stopped from here says nothing.
  for (const track of stream.getTracks()) track.addEventListener('ended', () => onCamera('none'));
  video.srcObject = stream;
  onCamera('on');
  while (!signal.aborted) {
    const text = video.readyState < video.HAVE_CURRENT_DATA ? null : await reader.readFrame(video);
    if (signal.aborted) return;
    if (text !== null) onText(text);
    await new Promise((rested) => setTimeout(rested, restMs));
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
