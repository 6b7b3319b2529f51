import type { ReactElement } from 'react';
import type { EvidenceItem } from '#domain/assessment/read-answer.ts';
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
  if (evidence.length === 0) return null;
  return (
    <div className="console-evidence" role="group" aria-label={say('console.path.evidence')}>
      {evidence.map(({ id, title, kind, strength, mark }) => (
        <Entry
          key={id}
          isBoxed
          lead={<b className="console-strength">{strength}</b>}
          meta={[evidenceKindKeys[kind], strengthKeys[strength], ...(mark === 'C' ? [] : [markKeys[mark]])]
            .map((key) => say(key))
            .join(' · ')}
        >
          {title === '' ? say('console.untitled') : title}
        </Entry>
      ))}
    </div>
  );
}
