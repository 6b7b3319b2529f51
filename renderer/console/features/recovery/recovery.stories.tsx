import type { ReactElement } from 'react';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  fieldLaptop,
  hourMs,
  minutesAgo,
  sampleLead,
  sampleSecondAssessor,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { OpenVaultKeyView } from './open-vault-key-view.tsx';
import { RecoveryResponseView, RecoveryView } from './recovery-view.tsx';

export const about: StoriesAbout = { title: 'Console recovery', layout: 'page' };

const vault = '00000000-0000-4000-8000-0000000000a1';
const common = { vault, label: 'Field laptop 2', owner: sampleLead, startedAtMs: minutesAgo(30) };
const stated = { state: 'stated', fingerprint: '3f2a 90bc 1d22 e01f 77aa' } as const;
const nothing = (): void => undefined;

export function Some(): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="recovery"
      isAdministrator
      head={{ title: translate('console.recovery.title') }}
    >
      <RecoveryView
        list={unfilteredList}
        onList={nothing}
        recoveryKey={stated}
        vaults={[{ ...common, device: fieldLaptop, keptAtMs: minutesAgo(3_000) }]}
        recoveries={[
          {
            ...common,
            recovery: '00000000-0000-4000-8000-0000000000b1',
            state: 'started',
            startedBy: sampleSecondAssessor,
            endedBy: null,
            endedAtMs: null,
            unfit: null,
            fromMs: minutesAgo(30),
          },
          {
            ...common,
            recovery: '00000000-0000-4000-8000-0000000000b2',
            state: 'approved',
            startedBy: sampleSecondAssessor,
            endedBy: sampleTrainer,
            endedAtMs: minutesAgo(5),
            unfit: null,
            fromMs: minutesAgo(30),
          },
          {
            ...common,
            recovery: '00000000-0000-4000-8000-0000000000b3',
            state: 'started',
            startedBy: sampleSecondAssessor,
            endedBy: null,
            endedAtMs: null,
            unfit: null,
            fromMs: galleryNowMs + 23 * hourMs,
          },
          {
            ...common,
            recovery: '00000000-0000-4000-8000-0000000000b4',
            state: 'started',
            startedBy: sampleTrainer,
            endedBy: null,
            endedAtMs: null,
            unfit: 'tied',
            fromMs: minutesAgo(30),
          },
        ]}
        onStart={nothing}
        onApprove={nothing}
        onCancel={nothing}
      />
    </ConsoleSampleFrame>
  );
}

export function Empty(): ReactElement {
  return (
    <RecoveryView
      list={unfilteredList}
      onList={nothing}
      recoveryKey={{ state: 'none', fingerprint: null }}
      vaults={[]}
      recoveries={[]}
      onStart={nothing}
      onApprove={nothing}
      onCancel={nothing}
    />
  );
}

export function Opening(): ReactElement {
  return <OpenVaultKeyView isOpening={false} refusal="words" onOpen={nothing} />;
}

export function Answer(): ReactElement {
  return (
    <RecoveryResponseView
      block={`FB-RECOVERY-1 ${'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0-IHNjcnlwdCA'.repeat(6)}`}
      words="able baker charm delta eager fabric"
    />
  );
}
