import { type ReactElement, useEffect, useState } from 'react';
import { isMissionOver } from '#domain/mission/mission-over.ts';
import type { Json } from '#domain/base/json.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { addressOf } from '#renderer/field/app/route.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { TakeOff } from '#renderer/field/app/take-off.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { dayOf } from '#renderer/ui/day-of.ts';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { type TravelCheck, type TravelFacts, travelChecksOf } from './travel-checks.ts';
import { type TravelMission, TravelView } from './travel-view.tsx';

/** The check before a journey, made of facts as they are now. */
export function TravelScreen(): ReactElement {
  const say = useSay();
  const format = useFormat();
  const nowMs = useNowMs();
  const { store } = useField();
  const { missions } = useFrameFacts();
  const facts = useTravelFacts();
  const actOf = ({ id, state }: TravelCheck): ReactElement | null => {
    if ((id === 'sent' || id === 'contact') && state === 'open')
      return <Button onPress={() => void store.syncNow()}>{say('frame.sync.now')}</Button>;
    if (id === 'backup' && state === 'ask')
      return <TextLink href={addressOf({ screen: 'settings' })}>{say('travel.backup.make')}</TextLink>;
    return null;
  };
  return (
    <ScreenFrame
      title={say('travel.title')}
      crumbs={[{ label: say('frame.rail.missions'), href: addressOf({ screen: 'missions' }) }]}
    >
      {facts && missions && (
        <TravelView
          checks={travelChecksOf(facts, nowMs, format)}
          missions={travelMissionsOf(missions, dayOf(nowMs))}
          actOf={actOf}
        />
      )}
    </ScreenFrame>
  );
}

/** Null until store and shell have answered. */
function useTravelFacts(): TravelFacts | null {
  const status = useQuery('status', null);
  const contact = useQuery('contact', null);
  const erases = useQuery('eraseAfter', null);
  const shell = useShellFacts();
  if (status.kind === 'loading' || contact.kind === 'loading' || erases.kind === 'loading' || shell === null)
    return null;
  const waiting = status.answer.waiting.changes;
  return { waiting, contact: contact.answer, eraseAfter: erases.answer, ...shell };
}

function useShellFacts(): Pick<TravelFacts, 'laptop' | 'keychain'> | null {
  const { host } = useField();
  const [facts, setFacts] = useState<Pick<TravelFacts, 'laptop' | 'keychain'> | null>(null);
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const [laptop, vault] = await Promise.all([
        host.ask('laptop.state', null),
        host.ask('vault.state', null),
      ]);
      if (!isGone) setFacts({ laptop, keychain: vault.keychain });
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [host]);
  return facts;
}

/** What is over comes first; else as everywhere. */
const travelMissionsOf = (missions: readonly MissionSummary[], today: string): readonly TravelMission[] =>
  missions
    .map(({ log, title, status, facts }): TravelMission => {
      const [from, to] = [textOf(facts['from']), textOf(facts['to'])];
      return {
        id: log,
        href: addressOf({ screen: 'mission', log, tab: 'assessments' }),
        title,
        status,
        from,
        to,
        isOver: isMissionOver({ status, to }, today),
        act: <TakeOff log={log} title={title} />,
      };
    })
    .toSorted((a, b) => Number(b.isOver) - Number(a.isOver));

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
