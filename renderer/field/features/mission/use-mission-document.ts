import { useMemo } from 'react';
import { dotsAt, emptyDocument, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/path.ts';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { WriteMode } from '#domain/people/write-mode.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useWrite, type WriteOutcome } from '#renderer/field/app/use-write.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import type { MissionAbout } from './about-mission-view.tsx';

interface MissionDocument {
  readonly about: MissionAbout;
  readonly mode: WriteMode;
  readonly write: (about: MissionAbout) => Promise<WriteOutcome>;
}

/** What is known of this mission, and the way to say more; null until the store has answered. */
export function useMissionDocument(log: LogId, mission: MissionSummary): MissionDocument | null {
  const { session } = useField();
  const asked = useQuery('document', { log, doc: mission.doc });
  const write = useWrite(log);
  const writeModeOf = useWriteMode();
  const answer = asked.kind === 'present' ? asked.answer : null;
  const document = useMemo(
    () => answer?.document ?? emptyDocument(mission.doc, missionKind),
    [answer, mission.doc],
  );
  if (asked.kind === 'loading') return null;
  const text = (path: string): string | null => {
    const value = valueAt(document, path);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const before: MissionAbout = { country: text('country'), from: text('from'), to: text('to') };
  return {
    about: before,
    mode: writeModeOf(answer?.roles ?? session.roles[log] ?? [], document),
    write: ({ country, from, to }) => {
      // A mission that headquarters opened has no record of its own before somebody says something of it.
      const title = answer === null ? mission.title : null;
      const said = { title, country, from, to };
      const now = { ...before, title: null };
      return write(
        (['title', 'country', 'from', 'to'] as const).flatMap((part) =>
          said[part] === now[part] || (said[part] === null && part === 'country')
            ? []
            : [
                {
                  doc: mission.doc,
                  kind: missionKind,
                  path: pathOf(part),
                  value: said[part],
                  over: dotsAt(document, part),
                },
              ],
        ),
      );
    },
  };
}
