import type { ReactElement } from 'react';
import { DeviceId, PersonId } from '#domain/ids.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenLayout } from '#renderer/ui';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { type ColleagueComparison, ColleagueComparisonView } from './colleague-comparison-view.tsx';
import { ColleaguesView, CompareDevicesDialogView } from './colleagues-view.tsx';

export const about: StoriesAbout = { title: 'Colleagues’ devices', layout: 'page' };

const dayMs = 24 * 60 * 60_000;
const deviceOf = (seed: string): DeviceId => DeviceId.parse(seed.repeat(32).slice(0, 32));
const personOf = (at: number): PersonId => PersonId.parse(`0192f0c1-0003-7000-8000-00000000000${at}`);
const own = { person: personOf(1), device: deviceOf('8c1f04e9b7') };

const device = (at: number, part: Partial<ColleagueDevice>): ColleagueDevice => ({
  device: deviceOf(`${at}a7e3c90d15`),
  person: personOf(at),
  name: '',
  isOwn: false,
  firstNamedAtMs: galleryNowMs - 20 * dayMs,
  comparedAtMs: null,
  isNew: false,
  ...part,
});

/** Functions in place of names: no people are invented. */
function useSampleDevices(): readonly ColleagueDevice[] {
  const translate = useTranslate();
  return [
    device(2, { name: translate('value.role.lead'), comparedAtMs: galleryNowMs - 3 * dayMs }),
    device(3, { name: translate('value.role.trainer') }),
    device(4, { name: translate('value.role.assessor'), isNew: true, firstNamedAtMs: galleryNowMs }),
  ];
}

interface StateProps {
  readonly devices: readonly ColleagueDevice[];
  readonly news?: ColleagueComparison;
}

function State({ devices, news }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('colleague.title')}
      status={<SampleStatus network="none" waiting={0} />}
    >
      <ColleaguesView
        own={own}
        devices={devices}
        notice={news && <ColleagueComparisonView news={news} />}
        onScan={() => undefined}
        onCompare={() => undefined}
      />
    </ScreenLayout>
  );
}

export const SomeCompared = (): ReactElement => <State devices={useSampleDevices()} />;

export const Nobody = (): ReactElement => <State devices={[]} />;

export function JustCompared(): ReactElement {
  const colleagueDevices = useSampleDevices();
  return (
    <State
      devices={colleagueDevices.slice(0, 2)}
      news={{ result: 'matches', name: colleagueDevices[0]?.name ?? '' }}
    />
  );
}

export const OfSomebodyElse = (): ReactElement => (
  <State devices={useSampleDevices().slice(0, 2)} news={{ result: 'otherPerson', name: '' }} />
);

export function AnotherInOnesOwnName(): ReactElement {
  const colleagueDevices = useSampleDevices();
  return <State devices={[...colleagueDevices.slice(0, 2), device(1, { isOwn: true, isNew: true })]} />;
}

export const ComparingDigits = (): ReactElement => (
  <CompareDevicesDialogView
    device={deviceOf('2a7e3c90d15')}
    name={useTranslate()('value.role.lead')}
    onAnswer={() => undefined}
    onClose={() => undefined}
  />
);
