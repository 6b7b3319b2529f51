import { Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import type { HeldChangeRow } from '#api/console-api.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, ListEntry, RelativeTime } from '#renderer/ui';
import { heldChangeMessage } from '../timeline/held-change-message.ts';
import type { WriterNames } from '../timeline/record-history.ts';
import { WriterView } from '../timeline/writer-view.tsx';
import { RegisterValueView } from './register-value-view.tsx';
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
        {changes.map((heldChangeRow) => (
          <li key={`${heldChangeRow.device}.${heldChangeRow.n}`}>
            <ListEntry
              isBoxed
              meta={
                <>
                  <WriterView device={heldChangeRow.device} names={names} />
                  {' · '}
                  <RelativeTime atMs={heldChangeRow.stamp[0]} show="moment" />
                </>
              }
            >
              <span className="console-held-what">{whatOf(heldChangeRow.path)}</span>{' '}
              <RegisterValueView path={heldChangeRow.path} value={heldChangeRow.value} />
              <p className="console-held-reason">{translate(heldChangeMessage(heldChangeRow.reason.kind))}</p>
            </ListEntry>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
