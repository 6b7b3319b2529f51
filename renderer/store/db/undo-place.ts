import * as z from 'zod';

/** Place in the list: the steps up to `done` can be undone, those after it up to `undone` can be redone. */
export const UndoPlace = z.readonly(z.object({ done: z.int().nonnegative(), undone: z.int().nonnegative() }));
export type UndoPlace = z.infer<typeof UndoPlace>;

export const emptyUndoPlace: UndoPlace = { done: 0, undone: 0 };
