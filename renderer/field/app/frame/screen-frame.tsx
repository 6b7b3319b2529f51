import { SearchX } from 'lucide-react';
import { memo, type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { fieldAddressOf, type MissionTab } from '#renderer/field/parts/field-route.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import type { HeldText } from '#renderer/store/api/status-api.ts';
import type { NoticeAnswerOutcome, StoreSession } from '#renderer/store/api/store-api.ts';
import { BannerPager, type Breadcrumb, EmptyState, ScreenLayout, ScreenPage, TextLink } from '#renderer/ui';
import type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
import { useEqualParts } from '../documents/use-stable-values.ts';
import { unsavedTextLineOf } from '../drafts/unsaved-text-line.ts';
import { useTextDrafts } from '../drafts/use-text-drafts.ts';
import { AccessNoticeBannerView, HeldTextsBannerView } from '../notices/notice-banners-view.tsx';
import { UnrecoverableBannerView, useUnrecoverableNotice } from '../notices/unrecoverable-notice.tsx';
import { useFieldServices } from '../session/field-services.tsx';
import { statusBannerKindsOf } from '../sync-status/status-banner-kinds.ts';
import { StatusBannerView } from '../sync-status/status-banner-view.tsx';
import { StatusBarView } from '../sync-status/status-bar-view.tsx';
import type { StatusFacts } from '../sync-status/status-facts.ts';
import { isTextField } from '../undo/focused-text.ts';
import { addressOfRegister } from '../undo/register-route.ts';
import { FieldRailView, type RailMission, type RailPersonFacts } from './field-rail-view.tsx';
import { type FrameFacts, useFrameFacts } from './frame-context.tsx';
import { useFrameStatus, useFrameStatusPart } from './frame-status.ts';

/** First crumbs of a heading: the mission of this screen, and the tab that lists the screen. */
export function useMissionCrumbs(logId: LogId, missionTab: MissionTab): readonly Breadcrumb[] {
  const translate = useTranslate();
  const frameMission = useFrameFacts().missions?.find((one) => one.log === logId);
  const href = fieldAddressOf({ screen: 'mission', log: logId, tab: missionTab });
  return [
    ...(frameMission ? [{ label: frameMission.title, href }] : []),
    { label: translate(missionTabKeys[missionTab]), href },
  ];
}

const missionTabKeys: { readonly [T in MissionTab]: MessageKey } = {
  assessments: 'value.documentKind.assessments',
  workshops: 'value.documentKind.workshops',
  plan: 'mission.plan.tab',
  requests: 'mission.requests.tab',
  notes: 'note.tab',
  national: 'mission.national.tab',
  overview: 'mission.overview.tab',
};

/** The address names something that this laptop does not have. */
export function NotFoundScreen(): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenFrame title={translate('frame.notHere.title')}>
      <ScreenPage>
        <EmptyState
          icon={SearchX}
          title={translate('frame.notHere.title')}
          action={
            <TextLink href={fieldAddressOf({ screen: 'missions' })}>
              {translate('frame.rail.missions')}
            </TextLink>
          }
        >
          {translate('frame.notHere.text')}
        </EmptyState>
      </ScreenPage>
    </ScreenFrame>
  );
}

interface ScreenFrameProps {
  readonly title: string;
  /** From the outside in; `useMissionCrumbs` gives the first. */
  readonly crumbs?: readonly Breadcrumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** A `TabLinks`. */
  readonly tabs?: ReactNode | undefined;
  /** A `Page` or `SplitColumns`. */
  readonly children: ReactNode;
}

/** Frame of every screen of the field app: rail, heading, banners, status bar. */
export function ScreenFrame({ title, crumbs, actions, tabs, children }: ScreenFrameProps): ReactElement {
  return (
    <ScreenLayout
      rail={<FrameRail />}
      title={title}
      crumbs={crumbs}
      actions={actions}
      tabs={tabs}
      banner={<FrameBanners />}
      status={<FrameStatus />}
    >
      {children}
    </ScreenLayout>
  );
}

/** Rail of this route. It is drawn again by its own facts only, not with the screen. */
const FrameRail = memo(function FrameRail(): ReactElement {
  const { session, route } = useFieldServices();
  const { conflicts, missions, newDevices, onGoAnywhere, onKeys, onLock } = useFrameFacts();
  const railMission = useEqualParts(railMissionOf(missions, 'log' in route ? route.log : null));
  const railPersonFacts = useEqualParts(railPersonOf(session, 'log' in route ? route.log : null));
  return (
    <FieldRailView
      route={route}
      mission={railMission}
      missions={missions?.length}
      conflicts={conflicts}
      newDevices={newDevices.length}
      person={railPersonFacts}
      onGoAnywhere={onGoAnywhere}
      onKeys={onKeys}
      onLock={onLock}
    />
  );
});

const FrameStatus = memo(function FrameStatus(): ReactElement | null {
  const { store } = useFieldServices();
  const { onSimulate, heldTexts } = useFrameFacts();
  const statusFacts = useFrameStatus();
  const keptDrafts = useTextDrafts();
  const unsavedTexts = useMemo(() => keptDrafts.map(unsavedTextLineOf), [keptDrafts]);
  const onSync = useCallback(() => void store.syncNow(), [store]);
  const onPause = useCallback((isPaused: boolean) => void store.pauseSync(isPaused), [store]);
  return (
    statusFacts && (
      <StatusBarView
        facts={statusFacts}
        unsavedTexts={unsavedTexts}
        hasHeldText={heldTexts.length > 0}
        onSync={onSync}
        onPause={onPause}
        onSimulate={onSimulate}
      />
    )
  );
});

/** Facts of a mission that the rail shows, without those that change with every answer. */
function railMissionOf(frameMissions: FrameFacts['missions'], logId: LogId | null): RailMission | null {
  const foundFrameMission = frameMissions?.find((frameMission) => frameMission.log === logId);
  if (foundFrameMission === undefined) return null;
  const { title, assessments, workshops } = foundFrameMission;
  return { log: foundFrameMission.log, title, assessments, workshops };
}

/** This person with their roles in a mission; outside one, with those of all missions. */
function railPersonOf(
  { enrolled, roles }: Pick<StoreSession, 'enrolled' | 'roles'>,
  logId: LogId | null,
): RailPersonFacts | null {
  if (enrolled === null) return null;
  const here: readonly Role[] = logId === null ? Object.values(roles).flat() : (roles[logId] ?? []);
  return { name: enrolled.name, roles: [...new Set(here)] };
}

/** One notice about the person's access, with the ways to answer it. */
function AccessNoticeBanner({ notice }: { readonly notice: AccessNotice }): ReactElement {
  const { store } = useFieldServices();
  const [pendingNoticeAnswer, setPending] = useState<NoticeAnswer | null>(null);
  const [noticeAnswerOutcome, setOutcome] = useState<NoticeAnswerOutcome | null>(null);

  const answer = async (given: NoticeAnswer): Promise<void> => {
    setPending(given);
    setOutcome(await store.answerNotice(notice.id, given));
    setPending(null);
  };
  return (
    <AccessNoticeBannerView
      notice={notice}
      pending={pendingNoticeAnswer}
      isUnreachable={noticeAnswerOutcome === 'unreachable'}
      onAnswer={(given) => void answer(given)}
    />
  );
}

/**
 * Texts to check, as a banner may show them. While a person writes, a new banner would push the text away under
 * their eyes. So it waits until they leave the field; the field itself says at once why its text waits.
 */
function useHeldTextsAfterTyping(heldTexts: readonly HeldText[]): readonly HeldText[] {
  const [shownHeldTexts, setShown] = useState(() => (isTextField(document.activeElement) ? [] : heldTexts));
  useEffect(() => {
    const show = (): void => {
      if (heldTexts.length <= shownHeldTexts.length || !isTextField(document.activeElement))
        setShown(heldTexts);
    };
    show();
    let leaving: ReturnType<typeof setTimeout> | undefined;
    // The next field has the focus only after this event. Texts that come meanwhile take its place.
    const onLeave = (): void => {
      leaving = setTimeout(show);
    };
    document.addEventListener('focusout', onLeave);
    return () => {
      clearTimeout(leaving);
      document.removeEventListener('focusout', onLeave);
    };
  }, [heldTexts, shownHeldTexts.length]);
  return shownHeldTexts;
}

const statusForBanner = (statusFacts: StatusFacts | null): StatusFacts | null =>
  statusFacts !== null && statusBannerKindsOf(statusFacts).length > 0 ? statusFacts : null;

/** Banners over every screen, one at a time: the person's access, saving and sending, then texts to check. */
export const FrameBanners = memo(function FrameBanners(): ReactElement {
  const { store, navigate } = useFieldServices();
  const { heldTexts: allHeldTexts, accessNotices } = useFrameFacts();
  const heldTexts = useHeldTextsAfterTyping(allHeldTexts);
  const statusFacts = useFrameStatusPart(statusForBanner);
  const unrecoverableNotice = useUnrecoverableNotice();
  const [firstHeld] = heldTexts;
  return (
    <BannerPager
      banners={[
        ...accessNotices.map((notice) => <AccessNoticeBanner key={notice.id} notice={notice} />),
        ...(statusFacts === null
          ? []
          : statusBannerKindsOf(statusFacts).map((kind) => (
              <StatusBannerView
                key={kind}
                kind={kind}
                facts={statusFacts}
                onSync={() => void store.syncNow()}
                onWhereItIs={() => navigate({ screen: 'whereabouts' })}
                onRestoredRead={() => void store.dismissRestored()}
                onRenewedRead={() => void store.dismissRenewed()}
                onErasedRead={() => void store.dismissErased()}
              />
            ))),
        ...(unrecoverableNotice === null
          ? []
          : [<UnrecoverableBannerView key="unrecoverable" {...unrecoverableNotice} />]),
        ...(firstHeld === undefined
          ? []
          : [
              <HeldTextsBannerView key="held" count={heldTexts.length} href={addressOfRegister(firstHeld)} />,
            ]),
      ]}
    />
  );
});
