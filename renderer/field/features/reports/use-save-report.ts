import { useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import { useNoteExport } from '#renderer/field/app/use-note-export.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { reportFile, type ReportFormat, type ShownReport } from '#renderer/report/write/report-file.ts';
import { useNotify } from '#renderer/ui/notices.tsx';

export interface SaveReport {
  /** Which file is being made. */
  readonly saving: ReportFormat | null;
  readonly save: (format: ReportFormat, shown: ShownReport, note: ExportNote) => Promise<void>;
}

/**
 * The way to hand a report to the person as a file, who chooses where it goes; says that it is saved, or that it is not.
 * What cannot be written down beforehand is not handed out.
 */
export function useSaveReport(host: Host, log: LogId): SaveReport {
  const say = useSay();
  const notify = useNotify();
  const noteExport = useNoteExport(log);
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: SaveReport['save'] = async (format, shown, note) => {
    setSaving(format);
    try {
      const file = await reportFile(format, shown, (page) => host.ask('document.print', page));
      if (!(await noteExport(note))) {
        notify({ meaning: 'bad', text: say('report.screen.notNoted') });
        return;
      }
      const outcome = await host.ask('document.save', file);
      if (outcome === 'saved') notify({ meaning: 'good', text: say('report.screen.saved') });
    } catch (error) {
      // What is wrong with the disk the shell logs; a bug of a writer has to be seen by whoever looks for it.
      reportError(error);
      notify({ meaning: 'bad', text: say('report.screen.failed') });
    } finally {
      setSaving(null);
    }
  };
  return { saving, save };
}
