import * as z from 'zod';

/** Position in the list: the steps up to `done` can be undone, those after it up to `undone` can be redone. */
export const UndoPosition = z.readonly(
  z.object({ done: z.int().nonnegative(), undone: z.int().nonnegative() }),
);
export type UndoPosition = z.infer<typeof UndoPosition>;

export const emptyUndoPosition: UndoPosition = { done: 0, undone: 0 };
