import { GitMerge } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, ListEntry, RelativeTime } from '#renderer/ui';
import type { WriterNames } from '../timeline/record-history.ts';
import { WriterView } from '../timeline/writer-view.tsx';
import type { RegisterConflict } from './assessment-reading.ts';
import { RegisterValueView } from './register-value-view.tsx';
import '../record.css';

interface RegisterConflictViewProps {
  readonly contested: RegisterConflict;
  /** Subject, where the place does not tell it. */
  readonly what: string;
  readonly names: WriterNames;
}

/** Values of a conflict, with writer, time and device. */
export function RegisterConflictView({ contested, what, names }: RegisterConflictViewProps): ReactElement {
  const translate = useTranslate();
  const { path, kind, values } = contested;
  return (
    <Banner
      meaning="bad"
      icon={GitMerge}
      title={
        kind === 'removal'
          ? translate('console.conflict.removal')
          : translate('console.conflict.title', { what, count: values.length })
      }
    >
      <p>{translate(kind === 'removal' ? 'console.conflict.removal.text' : 'console.conflict.text')}</p>
      <div className="console-contested">
        {values.map(({ dot, device, atMs, value }) => (
          <ListEntry
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
            <RegisterValueView path={path} value={value} />
          </ListEntry>
        ))}
      </div>
    </Banner>
  );
}
