/** More than cameras make; a small file may claim to be a picture of gigabytes. */
const maximumPicturePixels = 100_000_000;

/** Types that can be drawn, and their types after drawing; all others become a PNG. */
const readablePictureTypes = /^image\/(jpeg|png|webp|gif|bmp|avif)$/;
const writablePictureTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/webp']);
const pictureQuality = 0.92;

/** Whether the file's type is a picture. */
export const isPictureFile = ({ type }: Blob): boolean => type.startsWith('image/');

/**
 * Redraw a picture without metadata such as place, time and device (docs/security-requirements.md 7), the
 * right way up. Null when it cannot be read, or claims to be too large.
 */
export async function cleanPicture(picture: Blob): Promise<Blob | null> {
  if (!readablePictureTypes.test(picture.type)) return null;
  const address = URL.createObjectURL(picture);
  try {
    const image = await loadSizedImage(address);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width === 0 || height === 0 || width * height > maximumPicturePixels) return null;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return await canvas.convertToBlob({
      type: writablePictureTypes.has(picture.type) ? picture.type : 'image/png',
      quality: pictureQuality,
    });
  } catch {
    return null; // no picture, or one that the engine has no memory for: the person chooses another
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The image once its size is known; its pixels are decoded when it is drawn. */
function loadSizedImage(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('This is no picture')));
    image.src = address;
  });
}
