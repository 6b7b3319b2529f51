import { v7 } from 'uuid';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { useNotify } from '#renderer/ui';
import { useWriteRegisters } from '../documents/use-document.ts';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { useFieldServices } from '../session/field-services.tsx';

/**
 * Record an export in the mission (docs/requirements.md E). False where it cannot be written: then nothing is
 * exported. After the end of the lease nobody knows whether the person still has their rights. Copies for others than
 * the programme then wait for headquarters (docs/security-requirements.md 3).
 */
export function useNoteExport(logId: LogId): (exportNote: ExportNote) => Promise<boolean> {
  const { session } = useFieldServices();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === logId);
  const writeRegisters = useWriteRegisters(logId);
  return async (exportNote) => {
    if (frameMission === undefined || (session.leaseOver && exportNote.audience !== 'programme'))
      return false;
    const path = pathOf('exports', v7());
    const outcome = await writeRegisters([
      { doc: frameMission.doc, kind: missionKind, path, value: exportNote, over: [] },
    ]);
    return outcome.kind === 'saved';
  };
}

/** Tell the place of the file that was just saved, with the way to its folder. */
export function useTellSaved(): () => Promise<void> {
  const notify = useNotify();
  const { host } = useFieldServices();
  return async () => {
    const last = await host.ask('document.saved', null);
    if (last === null)
      return notify({ meaning: 'good', text: (translate) => translate('report.screen.saved') });
    notify({
      meaning: 'good',
      key: 'saved',
      text: (translate) => translate('frame.saved.in', last),
      action: {
        label: 'report.screen.all.show',
        onPress: () => void host.ask('document.show', null),
      },
    });
  };
}

/** Save a file where the person chooses; a notice says where it is. */
export function useSaveFile(): (name: string, content: string | Uint8Array<ArrayBuffer>) => Promise<void> {
  const notify = useNotify();
  const tellSaved = useTellSaved();
  const { host } = useFieldServices();
  return async (name, content) => {
    try {
      const outcome =
        typeof content === 'string'
          ? await host.ask('file.save', { name, text: content })
          : await host.ask('document.save', { name, bytes: content });
      if (outcome === 'saved') await tellSaved();
    } catch {
      // The shell logs the reason; a person can only choose another place.
      notify({ meaning: 'bad', text: (translate) => translate('whereabouts.export.failed') });
    }
  };
}
