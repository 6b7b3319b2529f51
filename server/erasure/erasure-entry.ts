import * as z from 'zod';
import { DocumentId } from '#domain/ids.ts';

/** What an entry of an erasure says: at which place the pack stands, and in which documents something of it was erased. */
const ErasureEntry = z.readonly(
  z.object({ place: z.int().positive(), docs: z.readonly(z.array(DocumentId)) }),
);
export type ErasureEntry = z.infer<typeof ErasureEntry>;

export const erasureText = (entry: ErasureEntry): string => JSON.stringify(entry);

/** Reads what was written above. */
export const readErasure = (text: string): ErasureEntry => ErasureEntry.parse(JSON.parse(text));
