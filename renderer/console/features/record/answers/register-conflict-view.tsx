import { GitMerge, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, ListEntry, RelativeTime } from '#renderer/ui';
import type { RegisterConflict } from './assessment-reading.ts';
import { heldChangeMessage, type WriterNames } from '../timeline/record-history.ts';
import { RegisterValueView } from './register-value-view.tsx';
import { WriterView } from '../timeline/writer-view.tsx';
import type { HeldChangeRow } from '#api/console-api.ts';
import '../record.css';

interface HeldChangesViewProps {
  readonly changes: readonly HeldChangeRow[];
  /** Description of the register that each one changes. */
  readonly whatOf: (path: string) => string;
  readonly names: WriterNames;
}

/** Held changes: content, writer, and reason. */
export function HeldChangesView({ changes, whatOf, names }: HeldChangesViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Banner
      meaning="wait"
      icon={Hourglass}
      title={translate('console.held.title', { count: changes.length })}
    >
      <p>{translate('console.held.text')}</p>
      <ul className="console-held">
        {changes.map((change) => (
          <li key={`${change.device}.${change.n}`}>
            <ListEntry
              isBoxed
              meta={
                <>
                  <WriterView device={change.device} names={names} />
                  {' · '}
                  <RelativeTime atMs={change.stamp[0]} show="moment" />
                </>
              }
            >
              <span className="console-held-what">{whatOf(change.path)}</span>{' '}
              <RegisterValueView path={change.path} value={change.value} />
              <p className="console-held-reason">{translate(heldChangeMessage(change.reason.kind))}</p>
            </ListEntry>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

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
