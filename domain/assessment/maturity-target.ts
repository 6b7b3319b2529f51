import * as z from 'zod';
import { type Document, itemIdsBelow, readValueAt } from '../document/document.ts';
import { MaturityLevel } from './assessment.ts';
import { longFindingText, shortFindingText } from './finding.ts';

/** Level agreed with the State (docs/requirements.md B6.10), with a reason where it is not the usual one. */
export const MaturityTarget = z.readonly(
  z.object({
    level: MaturityLevel,
    reason: longFindingText,
    agreedOn: z.iso.date().nullable(),
    /** The institution that agreed. */
    agreedBy: shortFindingText,
  }),
);
export type MaturityTarget = z.infer<typeof MaturityTarget>;

/** Targets that were agreed or set by hand, by indicator. Elsewhere the instrument's target applies. */
export const readMaturityTargets = (
  document: Document | undefined,
): Readonly<Record<string, MaturityTarget>> =>
  Object.fromEntries(
    itemIdsBelow(document, 'targets').flatMap((id) => {
      const maturityTarget = readValueAt(document, `targets/${id}`, MaturityTarget.nullable(), null);
      return maturityTarget === null ? [] : [[id, maturityTarget] as const];
    }),
  );
