import { useState, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { AboutMissionDialogView } from './about-mission-dialog-view.tsx';
import { AboutMissionView, type MissionAbout } from './about-mission-view.tsx';
import { useMissionDocument } from './use-mission-document.ts';

interface AboutMissionProps {
  readonly log: LogId;
  readonly mission: MissionSummary;
}

/** Which State a mission is to, and when; asked where nobody has said it. */
export function AboutMission({ log, mission }: AboutMissionProps): ReactElement | null {
  const document = useMissionDocument(log, mission);
  const [intent, setIntent] = useState<MissionAbout | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  if (document === null) return null;
  const close = (): void => {
    setIntent(null);
    setProblem(null);
  };
  const keep = async (about: MissionAbout): Promise<void> => {
    if (about.from !== null && about.to !== null && about.to < about.from)
      return setProblem({ key: 'mission.refused.endsBeforeItStarts' });
    const outcome = await document.write(about);
    if (outcome.kind === 'saved') close();
    else setProblem(refusalMessage(outcome));
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
