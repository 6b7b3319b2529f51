import { describe, expect, test } from 'vitest';
import { cleanPicture } from '#renderer/field/app/files/clean-picture.ts';
import { createAnswerFiles } from '#renderer/field/features/assessment/form/use-form-handlers.tsx';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';

const exifText = 'GPS 12.3456N 65.4321E, camera 4711';

/** A picture of the given size, as a camera writes it: turned by a mark, and with a place in words. */
async function fromCamera(width: number, height: number, orientation: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas');
  context.fillStyle = '#c04020';
  context.fillRect(0, 0, width, height);
  const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
  const exif = exifSegment(orientation);
  // Behind the start of the image, before everything else.
  return new File([jpeg.slice(0, 2), exif, jpeg.slice(2)], 'IMG_0001.jpg', { type: 'image/jpeg' });
}

/** Orientation (tag 0x112) and a description (tag 0x10e), in TIFF of big-endian order. */
function exifSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const text = [...new TextEncoder().encode(`${exifText}\0`)];
  const word = (value: number): number[] => [value >> 8, value & 0xff];
  const long = (value: number): number[] => [...word(value >>> 16), ...word(value & 0xffff)];
  const entries = [
    [...word(0x10e), ...word(2), ...long(text.length), ...long(8 + 2 + 2 * 12 + 4)],
    [...word(0x112), ...word(3), ...long(1), ...word(orientation), 0, 0],
  ];
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    ...long(8),
    ...word(entries.length),
    ...entries.flat(),
    ...long(0),
    ...text,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, ...word(body.length + 2), ...body]);
}

const textOf = async (blob: Blob): Promise<string> =>
  new TextDecoder('latin1').decode(await blob.arrayBuffer());

const sizeOf = async (blob: Blob): Promise<readonly [number, number]> => {
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
};

describe('[security 7] a picture that is an answer', () => {
  test('is kept without the data of the camera, and the right way up', async () => {
    const taken = await fromCamera(40, 20, 6);
    expect(await textOf(taken), 'the control').toContain(exifText);
    const clean = await cleanPicture(taken);
    if (!clean) throw new Error('It was not read');
    expect(await textOf(clean)).not.toMatch(/GPS|4711|Exif/);
    expect([clean.type, await sizeOf(clean)]).toEqual(['image/jpeg', [20, 40]]);
  });

  test('reaches the shell without location data', async () => {
    const fakeHost = await makeFakeHost();
    const answer = await createAnswerFiles(fakeHost).keep(await fromCamera(8, 8, 1));
    if ('problem' in answer) throw new Error(answer.problem);
    const kept = await fakeHost.ask('blob.read', { blob: answer.blob });
    expect(new TextDecoder('latin1').decode(kept ?? new Uint8Array())).not.toContain('GPS');
    expect(answer).toMatchObject({ name: 'IMG_0001.jpg', type: 'image/jpeg', bytes: kept?.length });
  });

  test.each([
    ['that is no picture', new Blob(['<html></html>'], { type: 'image/png' })],
    ['of a kind that cannot be read', new Blob(['\0\0\0\x18ftypheic'], { type: 'image/heic' })],
    ['that is a drawing with a script', new Blob(['<svg onload="1"></svg>'], { type: 'image/svg+xml' })],
    ['that claims to be of four thousand million pixels', enormousGif()],
  ])('%s is refused at once', async (_, file) => {
    const startedMs = performance.now();
    expect(await cleanPicture(file)).toBeNull();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});

/** A GIF of 65,535 by 65,535 with one pixel in it. */
function enormousGif(): Blob {
  const header = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0xff, 0xff, 0xff, 0xff, 0x80, 0, 0];
  const colours = [0, 0, 0, 255, 255, 255];
  const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
  return new Blob([Uint8Array.from([...header, ...colours, ...frame])], { type: 'image/gif' });
}
