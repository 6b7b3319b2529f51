import { useCallback, useRef, useState } from 'react';
import type { KioskRun } from './kiosk-run.ts';

/** Change of a run; null where the run has no such step. */
type RunChange = (run: KioskRun) => KioskRun | null;

/** Run of one person, of which the pages that were left are kept. */
export interface KeptRun {
  readonly run: KioskRun;
  readonly change: (to: RunChange) => void;
  /** Do something with the run as it is after all changes so far. */
  readonly afterChanges: (act: (run: KioskRun) => void) => void;
}

/**
 * State of one person's run. A page makes room for the next one once its answer is on the disk: what is shown as passed
 * outlives a crash. Keys that are pressed meanwhile belong to the next page.
 * @param keep Writes a run, and resolves also where the disk takes none: then nobody is held up.
 */
export function useKeptRun(begun: () => KioskRun, keep: (run: KioskRun) => Promise<void>): KeptRun {
  const [run, setRun] = useState(begun);
  const latest = useRef(run);
  /** Acts that came while a page was being kept; null when none is. */
  const waiting = useRef<(() => void)[] | null>(null);

  const afterChanges = useCallback(function doWhenKept(act: (run: KioskRun) => void): void {
    if (waiting.current === null) act(latest.current);
    else waiting.current.push(() => doWhenKept(act));
  }, []);
  const change = useCallback(
    (to: RunChange): void =>
      afterChanges((previousKioskRun) => {
        const nextKioskRun = to(previousKioskRun);
        if (nextKioskRun === null) return;
        const show = (): void => {
          latest.current = nextKioskRun;
          setRun(nextKioskRun);
        };
        const kept = nextKioskRun.step !== 'code' && isBegun(nextKioskRun) ? keep(nextKioskRun) : null;
        if (
          kept === null ||
          (nextKioskRun.at === previousKioskRun.at && nextKioskRun.step === previousKioskRun.step)
        )
          return show();
        waiting.current = [];
        void kept.then(() => {
          show();
          const acts = waiting.current ?? [];
          waiting.current = null;
          for (const act of acts) act();
        });
      }),
    [afterChanges, keep],
  );
  return { run, change, afterChanges };
}

/** A person who has chosen nothing has nothing to lose. */
const isBegun = ({ answers, texts }: KioskRun): boolean =>
  Object.keys(answers).length > 0 || Object.values(texts).some((text) => text.trim() !== '');
