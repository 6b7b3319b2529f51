import * as z from 'zod';
import { type Document, shownHead } from '../document/document.ts';
import { DocumentId } from '../ids.ts';
import { entityKeyOf } from '../plan/action-plan.ts';
import { reportCodes } from '../report-codes.ts';

/**
 * Audience of a copy that leaves Fieldbook (docs/requirements.md E5). `donor-agreed`: a donor, where the State
 * agrees. `partner`: an entity that leads or supports items of the plan.
 */
export const ExportAudience = z.enum(['programme', 'state', 'donor', 'donor-agreed', 'partner']);
export type ExportAudience = z.infer<typeof ExportAudience>;

/** Purpose of a copy: required for every copy outside the programme. */
const ExportPurpose = z.string().trim().max(400);

/** Conditions of a partner's copy, beside the purpose: its owner, and its last day of use. Nobody may pass it on. */
export const SharingNote = z.readonly(
  z.strictObject({
    /** Name of the entity in plans. */
    entity: z.string().trim().min(1).max(400),
    until: z.iso.date(),
    onward: z.literal('no'),
  }),
);
export type SharingNote = z.infer<typeof SharingNote>;

/**
 * Record of a copy that leaves Fieldbook (docs/requirements.md E `Exports`; R14 T4): purpose, recipient and class of
 * content. Author and time are in the op on a laptop, or in the audit trail at headquarters.
 */
export const ExportNote = z.readonly(
  z.strictObject({
    what: z.enum([...reportCodes, 'answers', 'sign-in-sheet', 'certificates']),
    /** The assessment or workshop that it is about; null where it is about the mission. */
    about: DocumentId.nullable(),
    audience: ExportAudience,
    mark: z.enum(['U', 'C', 'SC']),
    format: z.enum(['docx', 'pdf', 'xlsx', 'zip']),
    /** BCP 47; empty where the copy has no language of its own. */
    language: z.string().max(20),
    purpose: ExportPurpose,
    /** For a partner's copy alone. */
    sharing: SharingNote.nullable().default(null),
  }),
);
export type ExportNote = z.infer<typeof ExportNote>;

/**
 * Return whether the purpose is stated where it is required, in words that can be kept. A report within the programme
 * needs none; a partner gets nothing without an information-sharing note.
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

/** Read the sharing notes of the copies that a mission records. */
export const readSharingNotes = (mission: Document): readonly SharingNote[] =>
  Object.entries(mission.registers).flatMap(([path, register]) => {
    if (!path.startsWith('exports/')) return [];
    const note = ExportNote.safeParse(shownHead(register)?.value);
    return note.success && note.data.audience === 'partner' && note.data.sharing !== null
      ? [note.data.sharing]
      : [];
  });

/** Return whether a sharing note is of this entity and in force on a day (`2026-12-01`). */
export const isNoteForEntity = ({ entity, until }: SharingNote, of: string, today: string): boolean =>
  entityKeyOf(entity) === entityKeyOf(of) && until >= today;

/** Record of a file with names of participants, which the organizers of the workshop get. */
export const namesExportNote = (
  file: Pick<ExportNote, 'what' | 'about' | 'format' | 'language'>,
): ExportNote => ({ ...file, audience: 'programme', mark: 'C', purpose: '', sharing: null });
