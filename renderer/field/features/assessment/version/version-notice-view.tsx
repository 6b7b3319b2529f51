import { FileDiff, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';

interface VersionNoticeViewProps {
  readonly version: string;
  /** The newer version that is there; null when this is the newest. */
  readonly newer: string | null;
  /** The version that the assessment was moved from; null when it was not. */
  readonly former: string | null;
  readonly problem: Message | null;
  readonly onLook: () => void;
  readonly onUndo: () => void;
}

/** There is a newer version of this questionnaire; or this assessment was moved to one, and can go back. */
export function VersionNoticeView(props: VersionNoticeViewProps): ReactElement {
  const { version, newer, former, problem, onLook, onUndo } = props;
  const say = useSay();
  return (
    <>
      {newer !== null && (
        <Banner
          meaning="info"
          icon={FileDiff}
          title={say('version.newer', { newer })}
          actions={<Button onPress={onLook}>{say('version.look')}</Button>}
        >
          {say('version.newer.text', { version })}
        </Banner>
      )}
      {former !== null && (
        <Banner
          meaning="info"
          icon={Undo2}
          isQuiet
          actions={
            <Button kind="quiet" onPress={onUndo}>
              {say('version.undo', { former })}
            </Button>
          }
        >
          {say('version.moved', { former, version })}
        </Banner>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
    </>
  );
}
