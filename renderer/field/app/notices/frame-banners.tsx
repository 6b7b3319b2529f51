import { memo, type ReactElement, useEffect, useState } from 'react';
import { needsStatusBanner, StatusBannersView } from '../sync-status/status-banners-view.tsx';
import { useFieldServices } from '../session/field-services.tsx';
import { useFrameFacts, useFrameStatusPart } from '../frame/frame-context.tsx';
import type { StatusFacts } from '../sync-status/status-facts.ts';
import { isTextField } from '../undo/focused-text.ts';
import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import { requestKind } from '#domain/request/request.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import { type AssessmentPlace, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { HeldText } from '#renderer/store/db/checked-texts.ts';
import type { NoticeAnswerOutcome } from '#renderer/store/store-api.ts';
import type { AccessNotice, NoticeAnswer } from './access-notice.ts';
import { AccessNoticeBannerView, HeldTextsBannerView, NewDevicesBannerView } from './notice-banners-view.tsx';

/** One notice about the person's access, with the ways to answer it. */
function AccessNoticeBanner({ notice }: { readonly notice: AccessNotice }): ReactElement {
  const { store } = useFieldServices();
  const [pending, setPending] = useState<NoticeAnswer | null>(null);
  const [outcome, setOutcome] = useState<NoticeAnswerOutcome | null>(null);

  const answer = async (given: NoticeAnswer): Promise<void> => {
    setPending(given);
    setOutcome(await store.answerNotice(notice.id, given));
    setPending(null);
  };
  return (
    <AccessNoticeBannerView
      notice={notice}
      pending={pending}
      isUnreachable={outcome === 'unreachable'}
      onAnswer={(given) => void answer(given)}
    />
  );
}

/** The address of the page on which a text can be changed. */
function addressOfHeldText({ log, doc, kind, path }: HeldText): string {
  const [area = '', id = ''] = path.split('/');
  if (kind === actionPlanKind) return fieldAddressOf({ screen: 'planItem', log, item: id });
  if (kind === workshopKind) return fieldAddressOf({ screen: 'workshop', log, doc });
  if (kind === requestKind) return fieldAddressOf({ screen: 'request', log, doc });
  if (kind === missionKind) return fieldAddressOf({ screen: 'mission', log, tab: 'national' });
  const place = assessmentTabByPathArea.get(area);
  if (place !== undefined) return fieldAddressOf({ screen: 'assessment', log, doc, place });
  const answer = parseAnswerPath(path);
  const ofForm = answer?.kind === 'value' ? questionKeyOf(answer.at) : undefined;
  const question = ofForm ?? (area === 'answers' ? id : undefined);
  return fieldAddressOf({ screen: 'assessment', log, doc, ...(question !== undefined && { question }) });
}

const assessmentTabByPathArea: ReadonlyMap<string, AssessmentPlace> = new Map([
  ['findings', 'findings'],
  ['recommendations', 'findings'],
  ['targets', 'findings'],
  ['priorities', 'findings'],
  ['second-ratings', 'ratings'],
  ['consolidations', 'ratings'],
  ['review', 'review'],
  ['state-comments', 'review'],
  ['version-reason', 'review'],
]);

/**
 * Texts to check, as a banner may show them. While a person writes, a new banner would push the text away under
 * their eyes. So it waits until they leave the field; the field itself says at once why its text waits.
 */
function useHeldTextsAfterTyping(heldTexts: readonly HeldText[]): readonly HeldText[] {
  const [shown, setShown] = useState(() => (isTextField(document.activeElement) ? [] : heldTexts));
  useEffect(() => {
    const show = (): void => {
      if (heldTexts.length <= shown.length || !isTextField(document.activeElement)) setShown(heldTexts);
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
  }, [heldTexts, shown.length]);
  return shown;
}

const statusForBanner = (facts: StatusFacts | null): StatusFacts | null =>
  facts !== null && needsStatusBanner(facts) ? facts : null;

/** Banners over every screen, the person's access first. One notice at a time, so that the page stays in sight. */
export const FrameBanners = memo(function FrameBanners(): ReactElement {
  const { store, navigate } = useFieldServices();
  const { heldTexts: allHeldTexts, newDevices, accessNotices } = useFrameFacts();
  const heldTexts = useHeldTextsAfterTyping(allHeldTexts);
  const status = useFrameStatusPart(statusForBanner);
  const [notice] = accessNotices;
  const [firstHeld] = heldTexts;
  return (
    <>
      {notice && <AccessNoticeBanner key={notice.id} notice={notice} />}
      {status && (
        <StatusBannersView
          facts={status}
          onSync={() => void store.syncNow()}
          onWhereItIs={() => navigate({ screen: 'whereabouts' })}
          onRestoredRead={() => void store.dismissRestored()}
          onRenewedRead={() => void store.dismissRenewed()}
          onErasedRead={() => void store.dismissErased()}
        />
      )}
      {newDevices.length > 0 && (
        <NewDevicesBannerView devices={newDevices} onRead={() => void store.dismissNewDevices()} />
      )}
      {firstHeld && <HeldTextsBannerView count={heldTexts.length} href={addressOfHeldText(firstHeld)} />}
    </>
  );
});
