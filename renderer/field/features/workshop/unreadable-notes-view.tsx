import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import './notes.css';

interface UnreadableNotesViewProps {
  readonly label: string;
  readonly text: string;
}

/** Notes that hold what this version cannot show: as plain text, so that nothing of them is changed. */
export function UnreadableNotesView({ label, text }: UnreadableNotesViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      <Banner meaning="info" title={say('workshop.notes.newer.title')}>
        {say('workshop.notes.newer.text')}
      </Banner>
      <div className="wn-plain" role="group" aria-label={label}>
        {text}
      </div>
    </>
  );
}
