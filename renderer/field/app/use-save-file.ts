import { useField } from '#renderer/field/app/field-context.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNotify } from '#renderer/ui/notices.tsx';

/** The way to hand a file to the person, who chooses where it goes; says that it is saved, or that it is not. */
export function useSaveFile(): (name: string, content: string | Uint8Array<ArrayBuffer>) => Promise<void> {
  const say = useSay();
  const notify = useNotify();
  const { host } = useField();
  return async (name, content) => {
    try {
      const outcome =
        typeof content === 'string'
          ? await host.ask('file.save', { name, text: content })
          : await host.ask('document.save', { name, bytes: content });
      if (outcome === 'saved') notify({ meaning: 'good', text: say('whereabouts.export.saved') });
    } catch {
      // The shell logs why; a person can only choose another place.
      notify({ meaning: 'bad', text: say('whereabouts.export.failed') });
    }
  };
}
