import { type ReactElement, useEffect, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { isMissionOver } from '#domain/mission/mission.ts';
import { RemoveMission } from '#renderer/field/app/documents/remove-mission.tsx';
import { type FrameMission, useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, localDayOf, TextLink, useNowMs } from '#renderer/ui';
import { DepartureCheckView, type DepartureMission } from './departure-check-view.tsx';
import { type DepartureCheck, type DepartureFacts, departureChecksOf } from './departure-checks.ts';

/** Check before a journey, from present facts. */
export function DepartureCheckScreen(): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  const { store } = useFieldServices();
  const { missions } = useFrameFacts();
  const departureFacts = useDepartureFacts();
  const actOf = ({ id, state }: DepartureCheck): ReactElement | null => {
    if ((id === 'sent' || id === 'contact') && state === 'open')
      return <Button onPress={() => void store.syncNow()}>{translate('frame.sync.now')}</Button>;
    if (id === 'backup' && state === 'ask')
      return (
        <TextLink href={fieldAddressOf({ screen: 'settings' })}>{translate('travel.backup.make')}</TextLink>
      );
    return null;
  };
  return (
    <ScreenFrame
      title={translate('travel.title')}
      crumbs={[{ label: translate('frame.rail.missions'), href: fieldAddressOf({ screen: 'missions' }) }]}
    >
      {departureFacts && missions && (
        <DepartureCheckView
          checks={departureChecksOf(departureFacts, nowMs, format)}
          missions={departureMissionsOf(missions, localDayOf(nowMs))}
          actOf={actOf}
        />
      )}
    </ScreenFrame>
  );
}

/** Null until store and shell have answered. */
function useDepartureFacts(): DepartureFacts | null {
  const statusResult = useStoreQuery('status', null);
  const contactResult = useStoreQuery('contact', null);
  const erases = useStoreQuery('eraseAfter', null);
  const shell = useShellFacts();
  if (
    statusResult.kind === 'loading' ||
    contactResult.kind === 'loading' ||
    erases.kind === 'loading' ||
    shell === null
  )
    return null;
  const waiting = statusResult.result.waiting.changes;
  return { waiting, contact: contactResult.result, eraseAfter: erases.result, ...shell };
}

function useShellFacts(): Pick<DepartureFacts, 'laptop' | 'keychain'> | null {
  const { host } = useFieldServices();
  const [facts, setFacts] = useState<Pick<DepartureFacts, 'laptop' | 'keychain'> | null>(null);
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

/** Order: missions that are over first; else the usual one. */
const departureMissionsOf = (
  frameMissions: readonly FrameMission[],
  today: string,
): readonly DepartureMission[] =>
  frameMissions
    .map(({ log, title, status, facts }): DepartureMission => {
      const [from, to] = [textOrNull(facts['from']), textOrNull(facts['to'])];
      return {
        id: log,
        href: fieldAddressOf({ screen: 'mission', log, tab: 'assessments' }),
        title,
        status,
        from,
        to,
        isOver: isMissionOver({ status, to }, today),
        act: <RemoveMission log={log} title={title} />,
      };
    })
    .toSorted((a, b) => Number(b.isOver) - Number(a.isOver));

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;
