import type { FileAnswer } from '#forms/engine/form.ts';
import type { AnswerFiles } from '#renderer/form/form-context.ts';
import { largestBlobBytes } from '#renderer/host/file-channels.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { cleanPicture, isPictureFile } from './clean-picture.ts';

/**
 * Files that are answers, encrypted by the shell in the folder of this vault; pictures without the camera's
 * metadata. Their names and kinds are in the answer.
 */
export const createAnswerFiles = (host: Host): AnswerFiles => ({
  keep: async (file) => {
    const content = isPictureFile(file) ? await cleanPicture(file) : file;
    if (content === null) return { problem: 'notPicture' };
    if (content.size > largestBlobBytes) return { problem: 'tooLarge' };
    const bytes = new Uint8Array(await content.arrayBuffer());
    const kept = await host.ask('blob.keep', { bytes });
    if (kept.kind === 'refused') return { problem: 'notKept' };
    return {
      blob: kept.blob,
      name: file.name.slice(0, maximumFileNameLength),
      type: content.type.slice(0, maximumMediaTypeLength),
      bytes: content.size,
    } satisfies FileAnswer;
  },
  open: async ({ blob, type }) => {
    const bytes = await host.ask('blob.read', { blob });
    if (bytes === null) return null;
    return URL.createObjectURL(
      new Blob([new Uint8Array(bytes)], { type: displayableMediaTypes.test(type) ? type : '' }),
    );
  },
});

const maximumFileNameLength = 255;
const maximumMediaTypeLength = 100;
/** Media types that the page shows; all other files are bytes to it. */
const displayableMediaTypes = /^(image\/(png|jpeg|gif|webp)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+)$/;
