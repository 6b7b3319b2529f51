import { GitMerge } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { Contested } from './contested.ts';
import type { Names } from './names.ts';
import { ValueView } from './value-view.tsx';
import { WriterView } from './writer-view.tsx';
import './contested-view.css';

interface ContestedViewProps {
  readonly contested: Contested;
  /** What it is about, where the place does not say it. */
  readonly what: string;
  readonly names: Names;
}

/** Values that nobody has chosen between yet: all of them, with who, when and on which device. */
export function ContestedView({ contested, what, names }: ContestedViewProps): ReactElement {
  const say = useSay();
  const { path, kind, values } = contested;
  return (
    <Banner
      meaning="bad"
      icon={GitMerge}
      title={
        kind === 'removal'
          ? say('console.conflict.removal')
          : say('console.conflict.title', { what, count: values.length })
      }
    >
      <p>{say(kind === 'removal' ? 'console.conflict.removal.text' : 'console.conflict.text')}</p>
      <div className="console-contested">
        {values.map(({ dot, device, atMs, value }) => (
          <Entry
            key={dot}
            isBoxed
            meta={
              <>
                <WriterView device={device} names={names} />
                {' · '}
                <RelativeTime atMs={atMs} show="moment" />
              </>
            }
          >
            <ValueView path={path} value={value} />
          </Entry>
        ))}
      </div>
    </Banner>
  );
}
