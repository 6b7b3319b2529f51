import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WriteMode } from '#domain/people/write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';

interface NoticeViewProps {
  readonly mode: WriteMode;
  /** What the assessment was made with, when that is not the instrument at hand. */
  readonly otherInstrument: string | null;
  /** Own changes that headquarters holds back (J5). */
  readonly held: number;
}

/** Why nothing, or not everything, can be changed here. */
export function NoticeView({ mode, otherInstrument, held }: NoticeViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      {otherInstrument !== null && (
        <Banner meaning="wait" icon={Lock} title={say('assessment.otherInstrument.title')}>
          {say('assessment.otherInstrument.text', { instrument: otherInstrument })}
        </Banner>
      )}
      {mode === 'final' && (
        <Banner meaning="good" icon={Lock} title={say('assessment.final.title')}>
          {say('assessment.final.text')}
        </Banner>
      )}
      {(mode === 'reading' || mode === 'comments') && (
        <Banner meaning="info" icon={Lock} title={say('assessment.reading.title')}>
          {say(mode === 'reading' ? 'assessment.reading.text' : 'assessment.commentsOnly.text')}
        </Banner>
      )}
      {held > 0 && <Banner meaning="wait">{say('assessment.held', { count: held })}</Banner>}
    </>
  );
}
