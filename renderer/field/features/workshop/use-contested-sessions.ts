import { contestedItems } from '#domain/document/contested-items.ts';
import { valueAt } from '#domain/document/document.ts';
import { type Dot, deviceOf } from '#domain/document/dot.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import type { ContestedSession } from './agenda-facts.ts';

/** Which sessions did one person remove while another wrote in them (M5)? */
export function useContestedSessions({ document, people }: DocumentAnswer): readonly ContestedSession[] {
  const say = useSay();
  const nameOf = (dot: Dot | undefined): string =>
    (dot && people[deviceOf(dot)]?.name) ?? say('workshop.someone');
  return contestedItems(document, 'sessions').map(({ id, removal, edits }) => {
    const title = valueAt(document, `sessions/${id}/title`);
    const day = valueAt(document, `sessions/${id}/day`);
    return {
      id,
      title: typeof title === 'string' ? title : '',
      day: typeof day === 'number' ? day : null,
      removedBy: nameOf(removal.dot),
      editedBy: nameOf(edits.values[0]?.head.dot),
    };
  });
}
