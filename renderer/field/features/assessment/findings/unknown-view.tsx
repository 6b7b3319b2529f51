import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { WriteFindingView } from './write-finding-view.tsx';
import './findings.css';

/** Something that is not known, as its line shows it. */
export interface UnknownRow {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly state: 'ne' | 'blank';
  readonly isHigh: boolean;
  readonly findings: number;
}

interface UnknownViewProps {
  readonly rows: readonly UnknownRow[];
  /** Absent where nothing may be written. */
  readonly onFinding?: ((question: string) => void) | undefined;
}

/** Gaps of knowledge, apart from gaps of capacity (B6.12). */
export function UnknownView({ rows, onFinding }: UnknownViewProps): ReactElement {
  const say = useSay();
  if (rows.length === 0) return <p className="find-nothing">{say('finding.unknown.none')}</p>;
  return (
    <div className="find-list">
      {rows.map(({ id, title, href, state, isHigh, findings }) => (
        <Entry
          key={id}
          isBoxed
          meta={say(state === 'ne' ? 'finding.unknown.ne' : 'finding.unknown.blank')}
          action={
            <span className="find-entry-acts" data-gap={id}>
              {isHigh && <Pill text={say('finding.band.High')} meaning="accent" />}
              {findings > 0 && <span>{say('finding.gaps.findings', { count: findings })}</span>}
              <WriteFindingView question={id} onFinding={onFinding} />
            </span>
          }
        >
          <TextLink href={href}>
            <span className="assess-code">{id}</span> {title}
          </TextLink>
        </Entry>
      ))}
    </div>
  );
}
