import * as z from 'zod';

/** What one file may weigh: a picture of a telephone, a few minutes of sound. */
export const largestBlobBytes = 25 * 1024 * 1024;

const BlobId = z.string().regex(/^[0-9a-f]{32}$/);

/** Files that are answers, sealed in the folder of the open vault; a part of the host's contract. */
export const blobChannels = {
  /** On the disk, sealed, when it is answered. */
  'blob.keep': {
    ask: z.object({
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ length }) => length <= largestBlobBytes, 'larger than is kept'),
    }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), blob: BlobId }),
      z.object({ kind: z.literal('refused'), code: z.enum(['full', 'failed']) }),
    ]),
  },
  /** Null when this laptop does not have it, or it is damaged. */
  'blob.read': {
    ask: z.object({ blob: BlobId }),
    answer: z.instanceof(Uint8Array).nullable(),
  },
} as const;
