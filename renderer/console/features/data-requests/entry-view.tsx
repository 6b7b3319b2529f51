import type { ReactElement } from 'react';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { AboutView } from './about-view.tsx';
import { aboutOf, kindKeys, type NamedMissions } from './request.ts';
import { StandingPill } from './standing-pill.tsx';

interface EntryViewProps {
  readonly request: DataRequest;
  readonly missions: NamedMissions;
  readonly today: string;
}

/** What was asked, when, through whom, and by when it is to be answered. */
export function EntryView({ request, missions, today }: EntryViewProps): ReactElement {
  const say = useSay();
  const { date } = useFormat();
  const { kind, reference, receivedOn, dueOn, institution, function: role } = request;
  const through = [institution, role].filter((part) => part !== '');
  return (
    <Facts
      facts={[
        { term: say('rights.standing'), value: <StandingPill request={request} today={today} /> },
        { term: say('rights.kind'), value: say(kindKeys[kind]) },
        { term: say('rights.reference'), value: <bdi>{reference}</bdi> },
        { term: say('rights.about'), value: <AboutView about={aboutOf(request, missions)} /> },
        {
          term: say('rights.through'),
          value:
            through.length === 0
              ? say('rights.through.directly')
              : through.map((part, at) => (
                  <span key={part}>
                    {at > 0 && ' · '}
                    <bdi>{part}</bdi>
                  </span>
                )),
        },
        { term: say('rights.receivedOn'), value: date(dayMs(receivedOn)) },
        { term: say('rights.dueOn'), value: date(dayMs(dueOn)) },
      ]}
    />
  );
}
