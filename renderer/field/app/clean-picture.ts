/** More than cameras make; a small file may claim to be a picture of gigabytes. */
const mostPixels = 100_000_000;

/** What can be drawn, and what it is drawn as; all else becomes a PNG. */
const readable = /^image\/(jpeg|png|webp|gif|bmp|avif)$/;
const written: ReadonlySet<string> = new Set(['image/jpeg', 'image/webp']);
const quality = 0.92;

/** Does this file call itself a picture? */
export const isPicture = ({ type }: Blob): boolean => type.startsWith('image/');

/**
 * The picture drawn anew: its pixels, the right way up, and nothing of what a camera writes beside them, such as where
 * it was taken, when and with which device (security.md 7). Null when it cannot be read, or claims to be too large.
 */
export async function cleanPicture(picture: Blob): Promise<Blob | null> {
  if (!readable.test(picture.type)) return null;
  const address = URL.createObjectURL(picture);
  try {
    const image = await sized(address);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width === 0 || height === 0 || width * height > mostPixels) return null;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return await canvas.convertToBlob({
      type: written.has(picture.type) ? picture.type : 'image/png',
      quality,
    });
  } catch {
    return null; // no picture, or one that the engine has no memory for: the person chooses another
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The image once its size is known; its pixels are decoded when it is drawn. */
function sized(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('This is no picture')));
    image.src = address;
  });
}
