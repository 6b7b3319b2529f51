import type { ExportNote } from '#domain/privacy/export-note.ts';

/** Record of a file with names of participants, which the organizers of the workshop get. */
export const namesExportNote = (
  file: Pick<ExportNote, 'what' | 'about' | 'format' | 'language'>,
): ExportNote => ({ ...file, audience: 'programme', mark: 'C', purpose: '', sharing: null });
