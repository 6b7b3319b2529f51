import type * as z from 'zod';
import type { PathField } from './path-field.ts';

/** Field of one part of an object that a register holds as a whole. */
export interface ObjectPart {
  readonly field: PathField;
  readonly holds: z.ZodType;
  /** `always`: people write it in words, and forms check them for personal data. */
  readonly personalDataCheck?: 'always';
}

/** Parts of an object by their names. */
export type ObjectParts = Readonly<Record<string, ObjectPart>>;

/**
 * Describe a register with an object: its values, and a field for each part. A part without a field does not compile.
 * @returns Properties of its path rule. Null takes the object out.
 */
export function objectRegister<Shape extends Readonly<Record<string, z.ZodType>>>(
  object: z.ZodReadonly<z.ZodObject<Shape>>,
  fields: { readonly [Name in keyof Shape & string]: PartField },
): { readonly holds: z.ZodType; readonly parts: ObjectParts } {
  const { shape } = object.unwrap();
  const parts = Object.entries<PartField>(fields).map(([name, partField]) => {
    const holds = shape[name] as z.ZodType; // the names of the fields are those of the shape
    return [name, { ...partField, holds }] as const;
  });
  return { holds: object.nullable(), parts: Object.fromEntries(parts) };
}

type PartField = Omit<ObjectPart, 'holds'>;
