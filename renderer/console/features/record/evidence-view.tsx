import type { ReactElement } from 'react';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { markKeys } from '#renderer/words/finding-words.ts';
import { evidenceKindKeys, strengthKeys } from './value-words.ts';
import './evidence-view.css';

/** What supports a rating. Nothing where there is none: the strength E0 is said by the flag. */
export function EvidenceView({
  evidence,
}: {
  readonly evidence: readonly EvidenceItem[];
}): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  const around = languages[useLanguage()].direction;
  if (evidence.length === 0) return null;
  return (
    <div className="console-evidence" role="group" aria-label={say('console.path.evidence')}>
      {evidence.map(({ id, title, date, holder, kind, strength, mark }) => (
        <Entry
          key={id}
          isBoxed
          lead={<b className="console-strength">{strength}</b>}
          meta={[
            say(evidenceKindKeys[kind]),
            ...(date === null ? [] : [format.date(dayMs(date))]),
            ...(holder === '' ? [] : [isolate(holder, around)]),
            say(strengthKeys[strength]),
            ...(mark === 'C' ? [] : [say(markKeys[mark])]),
          ].join(' · ')}
        >
          {title === '' ? say('console.untitled') : title}
        </Entry>
      ))}
    </div>
  );
}
