import { CloudDownload } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { Section } from '#renderer/ui/section.tsx';

interface TakenOffViewProps {
  /** `title` is empty where nobody had given one. */
  readonly missions: readonly { readonly log: LogId; readonly title: string; readonly atMs: number }[];
  readonly refusal: Message | null;
  readonly onBringBack: (log: LogId) => void;
}

/** The missions that a person took off this laptop, each with the way back. */
export function TakenOffView({ missions, refusal, onBringBack }: TakenOffViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  return (
    <Section title={say('travel.away.title')} description={say('travel.away.description')}>
      {refusal && (
        <Banner meaning="bad" isAnnounced>
          {say(refusal)}
        </Banner>
      )}
      {missions.map(({ log, title, atMs }) => {
        const name = title === '' ? say('whereabouts.mission.untitled') : title;
        return (
          <Entry
            key={log}
            isBoxed
            meta={say('travel.away.since', { date: format.date(atMs) })}
            action={
              <Button
                icon={CloudDownload}
                label={`${say('travel.away.back')}: ${name}`}
                onPress={() => onBringBack(log)}
              >
                {say('travel.away.back')}
              </Button>
            }
          >
            <bdi>{name}</bdi>
          </Entry>
        );
      })}
    </Section>
  );
}
