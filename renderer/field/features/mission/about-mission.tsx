import { type ReactElement, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { FrameMission } from '#renderer/field/app/frame/frame-context.tsx';
import type { Message } from '#renderer/i18n';
import { AboutMissionDialogView, AboutMissionView, type MissionDetails } from './about-mission-view.tsx';
import { dotsAt, emptyDocument, valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { missionDetailPaths, missionKind } from '#domain/mission/mission.ts';
import type { WriteMode } from '#domain/people/permit.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import {
  useWriteMode,
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';

interface MissionDocument {
  readonly about: MissionDetails;
  readonly mode: WriteMode;
  readonly write: (about: MissionDetails) => Promise<WriteOutcome>;
}

/** Document of this mission, and a function that writes to it; null until the store has answered. */
function useMissionDocument(log: LogId, mission: FrameMission): MissionDocument | null {
  const { session } = useFieldServices();
  const asked = useStoreQuery('document', { log, doc: mission.doc });
  const write = useWriteRegisters(log);
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
  // The keys are the paths themselves; fromEntries forgets that.
  const before = Object.fromEntries(missionDetailPaths.map((path) => [path, text(path)])) as MissionDetails;
  return {
    about: before,
    mode: writeModeOf(answer?.roles ?? session.roles[log] ?? [], document),
    write: (details) => {
      // A mission that headquarters opened has no document of its own before its first write.
      const title = answer === null ? mission.title : null;
      const said = { ...details, title };
      const now = { ...before, title: null };
      return write(
        (['title', ...missionDetailPaths] as const).flatMap((part) =>
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

interface AboutMissionProps {
  readonly log: LogId;
  readonly mission: FrameMission;
}

/** State and days of a mission; a form where they are not known. */
export function AboutMission({ log, mission }: AboutMissionProps): ReactElement | null {
  const document = useMissionDocument(log, mission);
  const [intent, setIntent] = useState<MissionDetails | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  if (document === null) return null;
  const close = (): void => {
    setIntent(null);
    setProblem(null);
  };
  const keep = async (about: MissionDetails): Promise<void> => {
    if (about.from !== null && about.to !== null && about.to < about.from)
      return setProblem({ key: 'mission.refused.endsBeforeItStarts' });
    const outcome = await document.write(about);
    if (outcome.kind === 'saved') close();
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <>
      <AboutMissionView
        about={document.about}
        onChange={document.mode === 'open' ? () => setIntent(document.about) : undefined}
      />
      {intent && (
        <AboutMissionDialogView
          about={intent}
          problem={problem}
          onChange={setIntent}
          onKeep={() => void keep(intent)}
          onClose={close}
        />
      )}
    </>
  );
}
