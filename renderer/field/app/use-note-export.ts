import { v7 } from 'uuid';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { pathOf } from '#domain/document/path.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import { useField } from './field-context.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { useWrite } from './use-write.ts';

/**
 * The way to write down what is about to be taken out of Fieldbook (domain.md E): in the mission, so that headquarters
 * hears of it at the next contact. False where it cannot be written: then nothing is handed out. After the lease a vault
 * takes no writing and still gives a person their own work (security.md), so copies for the programme go without.
 */
export function useNoteExport(log: LogId): (note: ExportNote) => Promise<boolean> {
  const { session } = useField();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const write = useWrite(log);
  return async (note) => {
    if (session.leaseOver) return note.audience === 'programme';
    if (mission === undefined) return false;
    const path = pathOf('exports', v7());
    const outcome = await write([{ doc: mission.doc, kind: missionKind, path, value: note, over: [] }]);
    return outcome.kind === 'saved';
  };
}
