import { FileDiff, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';

interface VersionNoticeViewProps {
  readonly version: string;
  /** The newer version that is there; null when this is the newest. */
  readonly newer: string | null;
  /** Former version of the assessment's questionnaire; null when it was not moved. */
  readonly former: string | null;
  readonly problem: Message | null;
  readonly onLook: () => void;
  readonly onUndo: () => void;
}

/** Notice of a newer version of this questionnaire, or of a move to one with the way back. */
export function VersionNoticeView(props: VersionNoticeViewProps): ReactElement {
  const { version, newer, former, problem, onLook, onUndo } = props;
  const translate = useTranslate();
  return (
    <>
      {newer !== null && (
        <Banner
          meaning="info"
          icon={FileDiff}
          title={translate('version.newer', { newer })}
          actions={<Button onPress={onLook}>{translate('version.look')}</Button>}
        >
          {translate('version.newer.text', { version })}
        </Banner>
      )}
      {former !== null && (
        <Banner
          meaning="info"
          icon={Undo2}
          isQuiet
          actions={
            <Button kind="quiet" onPress={onUndo}>
              {translate('version.undo', { former })}
            </Button>
          }
        >
          {translate('version.moved', { former, version })}
        </Banner>
      )}
      {problem !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
    </>
  );
}
