import * as z from 'zod';
import { type DataGroup, dataGroups } from './data-group.ts';

const DataGroupName = z.enum(Object.keys(dataGroups) as [DataGroup, ...DataGroup[]]); // the table is not empty

/** What headquarters is told of what a laptop's retention clock erased: how many, of what, on which day (domain.md E). */
export const ErasedCount = z.readonly(
  z.object({ group: DataGroupName, count: z.int().positive(), on: z.iso.date() }),
);
export type ErasedCount = z.infer<typeof ErasedCount>;

/** One erasure, under an id that it keeps wherever it is told of. */
export interface Erasure extends ErasedCount {
  readonly id: string;
}
