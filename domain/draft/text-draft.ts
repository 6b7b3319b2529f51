import * as z from 'zod';
import { DocumentId, LogId } from '../ids.ts';

export const TextDraftId = z
  .guid()
  .transform((id) => id.toLowerCase())
  .brand<'TextDraftId'>();
export type TextDraftId = z.infer<typeof TextDraftId>;

/** Largest length of a draft, in UTF-16 code units: twice the longest paste that a laptop handles well. */
export const maximumDraftLength = 10_000_000;

/**
 * Key of a draft: one field of one record, or of one form. `part` is the path of a register, or `form ` and the names
 * of form and field.
 */
export const DraftKey = z.readonly(
  z.object({ log: LogId, doc: DocumentId.nullable(), part: z.string().min(1).max(1_000) }),
);
export type DraftKey = z.infer<typeof DraftKey>;

/** Part of a draft that belongs to a form. No path has a space. */
export const formPart = (...names: readonly string[]): string => `form ${names.join('/')}`.slice(0, 1_000);

export const isFormPart = (part: string): boolean => part.startsWith('form ');

/**
 * State of a draft. `unfinished`: the person has not added it yet. `refused`: the record does not take it as it is.
 * `machine`: the app keeps it for a form that is under way; no list of texts shows it.
 */
const DraftState = z.enum(['unfinished', 'refused', 'machine']);
export type DraftState = z.infer<typeof DraftState>;

const textDraftFields = {
  id: TextDraftId,
  ...DraftKey.unwrap().shape,
  /** Address of the screen with the field, and the field's name there, for the list of texts that are not saved. */
  address: z.string().max(2_000),
  label: z.string().max(500),
  text: z.string().max(maximumDraftLength),
  state: DraftState,
  /** Letters above the limit of the field; 0 for another reason, or none. */
  excess: z.int().nonnegative().max(maximumDraftLength),
};

/** Text that a person typed and that is in no record yet, kept on one laptop alone until the person decides. */
export const TextDraft = z.readonly(
  z.object({ ...textDraftFields, revision: z.int().positive(), changedAtMs: z.int().nonnegative() }),
);
export type TextDraft = z.infer<typeof TextDraft>;

/** Parts of a draft that the page writes; the store adds the rest. */
export const TextDraftInput = z.readonly(z.object(textDraftFields));
export type TextDraftInput = z.infer<typeof TextDraftInput>;
