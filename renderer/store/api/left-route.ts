import * as z from 'zod';
import { DocumentId, LogId } from '#domain/ids.ts';

const Address = z.string().max(400);

/**
 * Last screen of this person on this laptop, and the record in which they worked last. It names ids only: titles are
 * read from the records, so that an erased record leaves nothing here.
 */
export const LeftRoute = z.readonly(
  z.object({
    address: Address,
    /** Mission and document of the screen; null for a screen of neither. */
    log: LogId.nullable(),
    doc: DocumentId.nullable(),
    record: z
      .readonly(
        z.object({
          log: LogId,
          doc: DocumentId,
          address: Address,
          question: z.string().max(200).nullable(),
          atMs: z.int().nonnegative(),
        }),
      )
      .nullable(),
  }),
);
export type LeftRoute = z.infer<typeof LeftRoute>;
