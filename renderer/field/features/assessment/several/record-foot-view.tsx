import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

interface RecordFootProps {
  readonly act: string;
  /** Why it was not kept. */
  readonly problem: Message | null;
  readonly onAct: () => void;
}

/** The end of a card that gives a level: the button that keeps it, with its key, and why it was not kept. */
export function RecordFoot({ act, problem, onAct }: RecordFootProps): ReactElement {
  const say = useSay();
  return (
    <>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(problem)}
        </Banner>
      )}
      <div className="assess-keep">
        <Button kind="primary" onPress={onAct}>
          {act}
        </Button>
        <KeyHint keys="Ctrl Enter" />
      </div>
    </>
  );
}
