import type { ReactElement } from 'react';
import type { ApprovalRow } from '#api/approvals-api.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  hourMs,
  minutesAgo,
  sampleLead,
  sampleReviewer,
  sampleSecondAssessor,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ApprovalsView } from './approvals-view.tsx';

export const about: StoriesAbout = { title: 'Console approvals', layout: 'page' };

const nothing = (): void => undefined;
const listActs = { list: unfilteredList, onList: nothing };
const row = (digit: number, more: Partial<ApprovalRow>): ApprovalRow => ({
  approval: `00000000-0000-4000-8000-0000000000c${digit}`,
  kind: 'enrol-code',
  about: sampleLead,
  role: null,
  logTitle: null,
  askedBy: sampleSecondAssessor,
  askedAtMs: minutesAgo(30),
  endsAtMs: galleryNowMs + 71 * hourMs,
  state: 'waiting',
  decidedBy: null,
  decidedAtMs: null,
  unfit: null,
  ...more,
});

export function Some(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame railItem="approvals" isAdministrator head={{ title: translate('approvals.title') }}>
      <ApprovalsView
        {...listActs}
        approvals={[
          row(1, {}),
          row(2, {
            kind: 'grant',
            role: 'lead',
            logTitle: 'Arlandia baseline',
            about: sampleTrainer,
            unfit: 'asker',
          }),
          row(3, { kind: 'add-person', role: 'admin', about: sampleReviewer, unfit: 'tied' }),
          row(4, { kind: 'reset-sign-in', about: sampleSecondAssessor, unfit: 'recent' }),
          row(7, {
            kind: 'group-roles',
            about: sampleTrainer,
            group: {
              name: 'Trainers',
              people: [sampleTrainer, sampleLead],
              roles: [{ role: 'trainer', logTitle: null, endsOn: '2026-12-31' }],
            },
          }),
          row(8, { kind: 'erase-value', logTitle: 'Arlandia baseline', request: 4, unfit: null }),
          row(9, {
            kind: 'seal-key',
            about: sampleSecondAssessor,
            sealKey: { role: 'certificate-desk', fingerprint: '3f2a 90bc 1d22 e01f 77aa c0de' },
          }),
          row(5, { state: 'approved', decidedBy: sampleTrainer, decidedAtMs: minutesAgo(5) }),
          row(6, {
            kind: 'add-person',
            state: 'refused',
            decidedAtMs: minutesAgo(9),
            about: { ...sampleLead, name: '' },
          }),
        ]}
        onAgree={nothing}
        onRefuse={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export function Empty(): ReactElement {
  return <ApprovalsView {...listActs} approvals={[]} onAgree={nothing} onRefuse={nothing} />;
}
