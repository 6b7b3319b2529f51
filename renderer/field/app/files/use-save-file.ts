import { useFieldServices } from '../session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';
import { v7 } from 'uuid';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { pathOf } from '#domain/document/op.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { useWriteRegisters } from '../documents/use-document.ts';

/**
 * Record an export in the mission (docs/requirements.md E). False where it cannot be written: then nothing is
 * exported. After the lease a vault takes no writes and still gives people their own work. So copies for the
 * programme need no record then (docs/security-requirements.md).
 */
export function useNoteExport(log: LogId): (note: ExportNote) => Promise<boolean> {
  const { session } = useFieldServices();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const write = useWriteRegisters(log);
  return async (note) => {
    if (session.leaseOver) return note.audience === 'programme';
    if (mission === undefined) return false;
    const path = pathOf('exports', v7());
    const outcome = await write([{ doc: mission.doc, kind: missionKind, path, value: note, over: [] }]);
    return outcome.kind === 'saved';
  };
}

/** Save a file where the person chooses; a notice says whether it was saved. */
export function useSaveFile(): (name: string, content: string | Uint8Array<ArrayBuffer>) => Promise<void> {
  const translate = useTranslate();
  const notify = useNotify();
  const { host } = useFieldServices();
  return async (name, content) => {
    try {
      const outcome =
        typeof content === 'string'
          ? await host.ask('file.save', { name, text: content })
          : await host.ask('document.save', { name, bytes: content });
      if (outcome === 'saved') notify({ meaning: 'good', text: translate('whereabouts.export.saved') });
    } catch {
      // The shell logs the reason; a person can only choose another place.
      notify({ meaning: 'bad', text: translate('whereabouts.export.failed') });
    }
  };
}
