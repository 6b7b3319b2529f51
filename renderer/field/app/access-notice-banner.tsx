import { type ReactElement, useState } from 'react';
import type { NoticeOutcome } from '#renderer/store/access-notices.ts';
import type { AccessNotice, NoticeAnswer } from './access-notice.ts';
import { AccessNoticeBannerView } from './access-notice-banner-view.tsx';
import { useField } from './field-context.tsx';

/** One notice about the person's access, with the ways to answer it. */
export function AccessNoticeBanner({ notice }: { readonly notice: AccessNotice }): ReactElement {
  const { store } = useField();
  const [pending, setPending] = useState<NoticeAnswer | null>(null);
  const [outcome, setOutcome] = useState<NoticeOutcome | null>(null);

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
