import type { ReactElement } from 'react';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { AboutView } from './about-view.tsx';
import { aboutOf, type DataRequestVersion, kindKeys, type NamedMissions, outcomeKeys } from './request.ts';

interface VersionsViewProps {
  /** Newest first. */
  readonly versions: readonly DataRequestVersion[];
  readonly missions: NamedMissions;
}

/** What the entry said in each version, who wrote it and when: nothing of it is ever replaced. */
export function VersionsView({ versions, missions }: VersionsViewProps): ReactElement {
  const say = useSay();
  return (
    <Section title={say('rights.versions')} description={say('rights.versions.text')}>
      <Table
        label={say('rights.versions')}
        rows={versions}
        rowId={({ version }) => String(version)}
        columns={useVersionColumns(missions)}
      />
    </Section>
  );
}

function useVersionColumns(missions: NamedMissions): readonly Column<DataRequestVersion>[] {
  const say = useSay();
  const { date } = useFormat();
  return [
    {
      id: 'version',
      title: say('rights.version'),
      cell: ({ version, author, atMs }) => (
        <>
          {version} · <bdi>{author.name}</bdi> · <RelativeTime atMs={atMs} show="moment" />
        </>
      ),
    },
    {
      id: 'said',
      title: say('rights.version.said'),
      cell: ({ request: { kind, reference, institution, function: role } }) =>
        [say(kindKeys[kind]), reference, institution, role]
          .filter((part) => part !== '')
          .map((part, at) => (
            <span key={part}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          )),
    },
    {
      id: 'about',
      title: say('rights.about'),
      cell: ({ request }) => <AboutView about={aboutOf(request, missions)} />,
    },
    {
      id: 'days',
      title: say('rights.version.days'),
      cell: ({ request: { receivedOn, dueOn } }) =>
        say('rights.version.fromTo', { received: date(dayMs(receivedOn)), due: date(dayMs(dueOn)) }),
    },
    {
      id: 'answer',
      title: say('rights.answer'),
      cell: ({ request: { answer } }) =>
        answer === null ? (
          '–'
        ) : (
          <>
            {say(outcomeKeys[answer.outcome])} · {date(dayMs(answer.on))}
            {[answer.reason, answer.did]
              .filter((text) => text !== '')
              .map((text) => (
                <small key={text} dir="auto" className="console-rights-words">
                  {text}
                </small>
              ))}
          </>
        ),
    },
  ];
}
