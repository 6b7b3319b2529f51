import * as Comlink from 'comlink';
import { decodeQR } from 'qr/decode.js';

// Decodes QR codes in a worker, where it blocks nobody. A picture of the camera takes 10 to 30 ms, a
// photograph more.

/** Larger pictures are drawn smaller: a code that can be read has points of several pixels. */
const maximumSidePixels = 2_048;
/** Longest time of repeated attempts on a photograph, which has no next frame. */
const photographTimeLimitMs = 2_000;

export interface ScanWorker {
  /** Text of the code in this picture; null without a readable one. `isLast`: no other picture follows. */
  read(picture: ImageBitmap, isLast: boolean): string | null;
}

const scanCanvas = new OffscreenCanvas(1, 1);

Comlink.expose({
  read(picture, isLast) {
    const scale = Math.min(1, maximumSidePixels / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    Object.assign(scanCanvas, { width, height });
    const context = scanCanvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const data = context?.getImageData(0, 0, width, height).data;
    if (!data) return null;
    try {
      return decodeQR(
        { width, height, data },
        isLast ? { effort: Number.POSITIVE_INFINITY, timeLimit: photographTimeLimitMs } : {},
      );
    } catch {
      return null; // how the library says that it found none
    }
  },
} satisfies ScanWorker);
