import { useCallback, useRef, useState } from 'react';
import { readChosen, type ChosenFile } from './chosen-files.ts';
import type { ImportForm } from './import-in-worker.ts';
import { listProblems } from './sheet-problems.ts';
import type { Workbench } from './workbench.ts';

/** What lies on the workbench, and how files get there. The last files that were given count. */
export function useWorkbench(importForm: ImportForm): {
  readonly workbench: Workbench;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  readonly onPutAway: () => void;
} {
  const [workbench, setWorkbench] = useState<Workbench>({ kind: 'empty' });
  const turn = useRef(0);

  const onFiles = useCallback(
    (files: readonly ChosenFile[]): void => {
      const mine = ++turn.current;
      const put = (next: Workbench): void => {
        if (turn.current === mine) setWorkbench(next);
      };
      put({ kind: 'reading' });
      // Refusals are values; anything else is a bug for the error page.
      void readWorkbench(files, importForm).then(put);
    },
    [importForm],
  );
  const onPutAway = useCallback((): void => {
    turn.current += 1;
    setWorkbench({ kind: 'empty' });
  }, []);
  return { workbench, onFiles, onPutAway };
}

async function readWorkbench(files: readonly ChosenFile[], importForm: ImportForm): Promise<Workbench> {
  const chosen = await readChosen(files);
  if (!chosen.ok) return { kind: 'unread', why: chosen.refusal.kind };
  const { file } = chosen.value;
  const imported = await importForm(chosen.value);
  if (!imported.ok) return { kind: 'unread', why: imported.refusal };
  const { instrument, diagnostics, sheets } = imported.value;
  return { kind: 'read', read: { file, instrument, sheets, problems: listProblems(diagnostics) } };
}
