import { CloudDownload } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, ListEntry, PageSection } from '#renderer/ui';

interface RemovedMissionsViewProps {
  /** `title` is empty for a mission without one. */
  readonly missions: readonly { readonly log: LogId; readonly title: string; readonly atMs: number }[];
  readonly refusal: Message | null;
  readonly onRestore: (logId: LogId) => void;
}

/** Missions that a person removed from this laptop, each with the way back. */
export function RemovedMissionsView({
  missions,
  refusal,
  onRestore,
}: RemovedMissionsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <PageSection title={translate('travel.away.title')} description={translate('travel.away.description')}>
      {refusal && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      )}
      {missions.map(({ log, title, atMs }) => {
        const name = title === '' ? translate('whereabouts.mission.untitled') : title;
        return (
          <ListEntry
            key={log}
            isBoxed
            meta={translate('travel.away.since', { date: format.date(atMs) })}
            action={
              <Button
                icon={CloudDownload}
                label={`${translate('travel.away.back')}: ${name}`}
                onPress={() => onRestore(log)}
              >
                {translate('travel.away.back')}
              </Button>
            }
          >
            <bdi>{name}</bdi>
          </ListEntry>
        );
      })}
    </PageSection>
  );
}
