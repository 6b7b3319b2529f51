import * as z from 'zod';
import { DocumentId } from '../ids.ts';
import { reportCodes } from '../report/report.ts';

/** For whom a copy is made that leaves Fieldbook (domain.md E, rule 5). `donor-agreed`: a donor, where the State agrees. */
export const ExportAudience = z.enum(['programme', 'state', 'donor', 'donor-agreed']);
export type ExportAudience = z.infer<typeof ExportAudience>;

/** Why a copy is made: asked for of whoever takes one outside the programme. */
export const ExportPurpose = z.string().trim().max(400);

/**
 * What is written down of a copy that leaves Fieldbook (domain.md E, `Exports`; R14 T4): purpose, recipient and class of
 * content. Who and when is said by the write itself, on a laptop, or by the line of the audit trail, at headquarters.
 */
export const ExportNote = z.readonly(
  z.strictObject({
    what: z.enum([...reportCodes, 'answers']),
    /** The assessment that it is about; null where it is about the mission. */
    about: DocumentId.nullable(),
    audience: ExportAudience,
    mark: z.enum(['U', 'C', 'SC']),
    format: z.enum(['docx', 'pdf', 'xlsx', 'zip']),
    /** BCP 47; empty where what leaves has no language of its own. */
    language: z.string().max(20),
    purpose: ExportPurpose,
  }),
);
export type ExportNote = z.infer<typeof ExportNote>;

/** Is it said what the copy is for, where it must be? Within the programme a report says it by itself. */
export const isPurposeSaid = ({ audience, purpose }: Pick<ExportNote, 'audience' | 'purpose'>): boolean =>
  audience === 'programme' || purpose.trim() !== '';
