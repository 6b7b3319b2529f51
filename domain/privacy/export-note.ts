import * as z from 'zod';
import { DocumentId } from '../ids.ts';
import { reportCodes } from '../report/report.ts';

/**
 * For whom a copy is made that leaves Fieldbook (domain.md E, rule 5). `donor-agreed`: a donor, where the State agrees.
 * `partner`: an entity that leads or supports items of the plan.
 */
export const ExportAudience = z.enum(['programme', 'state', 'donor', 'donor-agreed', 'partner']);
export type ExportAudience = z.infer<typeof ExportAudience>;

/** Why a copy is made: asked for of whoever takes one outside the programme. */
export const ExportPurpose = z.string().trim().max(400);

/** Under which a partner gets its copy, beside the purpose: whose it is, until when it may be used, and that nobody passes it on. */
export const SharingNote = z.readonly(
  z.strictObject({
    /** By the name that plans know the entity by. */
    entity: z.string().trim().min(1).max(400),
    until: z.iso.date(),
    onward: z.literal('no'),
  }),
);
export type SharingNote = z.infer<typeof SharingNote>;

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
    /** Of a partner's copy, and of no other. */
    sharing: SharingNote.nullable().default(null),
  }),
);
export type ExportNote = z.infer<typeof ExportNote>;

/**
 * Is it said what the copy is for, where it must be, and in words that can be kept? Within the programme a report says it by itself; a partner gets nothing
 * without an information-sharing note.
 */
export const isExportPurposeStated = ({
  audience,
  purpose,
  sharing,
}: Pick<ExportNote, 'audience' | 'purpose' | 'sharing'>): boolean =>
  audience === 'programme' ||
  (purpose.trim() !== '' &&
    ExportPurpose.safeParse(purpose).success &&
    (audience !== 'partner' || sharing !== null));
