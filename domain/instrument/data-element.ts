import * as z from 'zod';

/** An element of further data that a form brings along and asks by `instance(id)`. */
export interface DataElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
  readonly children?: readonly DataElement[] | undefined;
}
export const DataElement: z.ZodType<DataElement> = z.lazy(() =>
  z.readonly(
    z.object({
      name: z.string(),
      attributes: z.readonly(z.record(z.string(), z.string())).optional(),
      text: z.string().optional(),
      children: z.readonly(z.array(DataElement)).optional(),
    }),
  ),
);
