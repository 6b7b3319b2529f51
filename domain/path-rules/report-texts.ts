import * as z from 'zod';
import { type Document, plainTextAt } from '../document/document.ts';
import { orderedItemIds } from '../document/written-order.ts';
import type { KindSchema, PathHandling } from './kind-schema.ts';
import type { KnownDocumentKind } from './path-classes.ts';

/** Parts of a record's own text in its report, in their order. */
export const reportTextParts = ['summary', 'context', 'next-steps'] as const;
export type ReportTextPart = (typeof reportTextParts)[number];

/** Path of one part of the text. */
export const reportTextPath = (textPart: ReportTextPart): string => `report/${textPart}`;

/** Figures that a key message can name, beside the level of one dimension by its code. */
export const KeyFigure = z.enum([
  'institutions',
  'coverage',
  'lowest-dimension',
  'highest-dimension',
  'high-gaps',
  'urgent-actions',
  'workshops',
]);
export type KeyFigure = z.infer<typeof KeyFigure>;

/** List of key messages in a document. */
export const keyMessageList = 'key-messages';

/** Sentence for the first page of reports, with the figure that supports it. */
export interface KeyMessage {
  readonly id: string;
  readonly text: string;
  /** A `KeyFigure`, or the code of a dimension; empty for none. */
  readonly figure: string;
  readonly order: string;
}

/** Path rules of texts that a person writes for reports: their parts, and key messages. */
export const reportTextRules = <Kind extends KnownDocumentKind>(
  pathHandling: Omit<PathHandling<Kind>, 'erasable'>,
): KindSchema<Kind> => [
  {
    pattern: 'report/*',
    field: ['lines', 'path.reportText'],
    holds: z.string().max(20_000).nullable(),
    ...pathHandling,
    erasable: 'all',
  },
  {
    pattern: `${keyMessageList}/*/text`,
    field: ['lines', 'path.text'],
    holds: z.string().max(2_000),
    ...pathHandling,
    erasable: 'all',
  },
  {
    pattern: `${keyMessageList}/*/figure`,
    field: ['keyFigure', 'path.keyFigure'],
    holds: z
      .string()
      .regex(/^[\w.-]{1,40}$/)
      .nullable(),
    ...pathHandling,
    erasable: 'never',
  },
  {
    pattern: `${keyMessageList}/*/order`,
    field: ['other', 'path.order'],
    holds: z.string().max(200),
    ...pathHandling,
    erasable: 'never',
  },
  {
    pattern: `${keyMessageList}/*/removed`,
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...pathHandling,
    erasable: 'never',
  },
];

/** Key messages that are not removed, in their order. */
export const readKeyMessages = (document: Document | undefined): readonly KeyMessage[] =>
  orderedItemIds(document, keyMessageList).map((id) => ({
    id,
    text: plainTextAt(document, `${keyMessageList}/${id}/text`),
    figure: plainTextAt(document, `${keyMessageList}/${id}/figure`),
    order: plainTextAt(document, `${keyMessageList}/${id}/order`),
  }));
