import * as Comlink from 'comlink';
import { ok, refuse, type Result } from '#base/result.ts';
import { cleanPicture } from '#renderer/field/app/files/clean-picture.ts';
import type { ScanWorker } from './scan-worker.ts';

/** Reader of QR codes in a worker. Its decoder is loaded at the first scan, not before. */
export interface QrCodeReader {
  /** Text of the code in the camera's picture; null when there is none. */
  readonly readFrame: (video: HTMLVideoElement) => Promise<string | null>;
  /** The same of a chosen file; refused when it is no picture. */
  readonly readFile: (file: Blob) => Promise<Result<string | null, 'unreadable'>>;
  readonly end: () => void;
}

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
