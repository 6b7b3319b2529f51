import { useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { problemWords } from '#renderer/console/app/problem-message.ts';
import { saveInBrowser } from '#renderer/console/app/save-in-browser.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { printInBrowser } from '#renderer/report/write/print-in-browser.ts';
import { type ReportFormat, reportFileOf, type ShownReport } from '#renderer/report/write/report-file.ts';
import { printPage } from '#renderer/report/write/print-page.ts';
import { useNotify } from '#renderer/ui/notices.tsx';

export interface SaveReport {
  /** Which file is being made. */
  readonly saving: ReportFormat | null;
  readonly save: (format: ReportFormat, shown: ShownReport, note: ExportNote) => Promise<void>;
}

/**
 * The way to a report as a file: headquarters writes down that a copy is taken, and only then is it made, here in the
 * browser. For a PDF the browser's own dialog is opened, over the page that a laptop prints.
 */
export function useSaveReport(log: LogId): SaveReport {
  const say = useSay();
  const notify = useNotify();
  const { client } = useConsole();
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: SaveReport['save'] = async (format, shown, note) => {
    setSaving(format);
    try {
      const noted = await client.noteExport(log, note);
      if (!noted.ok) {
        notify({ meaning: 'bad', text: say(problemWords(noted.refusal).text) });
        return;
      }
      const { article, report, words, page } = shown;
      if (format === 'pdf') {
        await printInBrowser(printPage(article, report, words, page), page);
        return;
      }
      const { name, bytes } = await reportFileOf(format, shown);
      saveInBrowser(name, new Blob([bytes]));
      notify({ meaning: 'good', text: say('report.screen.saved') });
    } catch (error) {
      // A bug of a writer has to be seen by whoever looks for it.
      reportError(error);
      notify({ meaning: 'bad', text: say('report.screen.failed') });
    } finally {
      setSaving(null);
    }
  };
  return { saving, save };
}
