import { FileUp, Keyboard, MonitorPlay } from 'lucide-react';
import type { ReactElement } from 'react';
import type { QuestionSet } from '#domain/workshop/learning/answer-page.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, ListEntry } from '#renderer/ui';

interface AnswerWaysViewProps {
  readonly set: QuestionSet;
  /** Number of sheets so far. */
  readonly count: number;
  readonly onKiosk: () => void;
  readonly onPaper: () => void;
  readonly onImport: () => void;
}

/** Ways in which answers come: at this laptop, from paper, from a file. */
export function AnswerWaysView({
  set,
  count,
  onKiosk,
  onPaper,
  onImport,
}: AnswerWaysViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate(`learning.kiosk.title.${set}`);
  const named = (way: string) => ({ label: `${title}: ${way}`, children: way });
  return (
    <ListEntry
      isBoxed
      meta={translate('learning.ways.count', { count })}
      action={
        <>
          <Button icon={MonitorPlay} onPress={onKiosk} {...named(translate('learning.ways.kiosk'))} />
          <Button
            kind="quiet"
            icon={Keyboard}
            onPress={onPaper}
            {...named(translate('learning.ways.paper'))}
          />
          <Button
            kind="quiet"
            icon={FileUp}
            onPress={onImport}
            {...named(translate('learning.ways.import'))}
          />
        </>
      }
    >
      <strong>{title}</strong>
    </ListEntry>
  );
}
