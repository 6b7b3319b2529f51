import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  hourMs,
  lead,
  minutesAgo,
  reviewer,
  second,
  trainer,
} from '#renderer/console/stories/sample-people.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import type { ApprovalRow } from './approval.ts';
import { ApprovalsView } from './approvals-view.tsx';

export const about: StoriesAbout = { title: 'Console approvals', layout: 'page' };

const nothing = (): void => undefined;
const row = (digit: number, more: Partial<ApprovalRow>): ApprovalRow => ({
  approval: `00000000-0000-4000-8000-0000000000c${digit}`,
  kind: 'enrol-code',
  about: lead,
  role: null,
  logTitle: null,
  askedBy: second,
  askedAtMs: minutesAgo(30),
  endsAtMs: galleryNowMs + 71 * hourMs,
  state: 'waiting',
  decidedBy: null,
  decidedAtMs: null,
  unfit: null,
  ...more,
});

export function Some(): ReactElement {
  const say = useSay();
  return (
    <SampleFrame place="approvals" isAdministrator head={{ title: say('approvals.title') }}>
      <ApprovalsView
        approvals={[
          row(1, {}),
          row(2, {
            kind: 'grant',
            role: 'lead',
            logTitle: 'Arlandia baseline',
            about: trainer,
            unfit: 'asker',
          }),
          row(3, { kind: 'add-person', role: 'admin', about: reviewer, unfit: 'tied' }),
          row(4, { kind: 'reset-sign-in', about: second, unfit: 'recent' }),
          row(5, { state: 'approved', decidedBy: trainer, decidedAtMs: minutesAgo(5) }),
          row(6, {
            kind: 'add-person',
            state: 'refused',
            decidedAtMs: minutesAgo(9),
            about: { ...lead, name: '' },
          }),
        ]}
        onAgree={nothing}
        onRefuse={nothing}
      />
    </SampleFrame>
  );
}

export function Empty(): ReactElement {
  return <ApprovalsView approvals={[]} onAgree={nothing} onRefuse={nothing} />;
}
