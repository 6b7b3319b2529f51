import { useSay } from '#renderer/i18n/use-say.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { LogId } from '#domain/ids.ts';
import type { Crumb } from '#renderer/ui/crumbs.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { addressOf, type MissionTab } from './route.ts';

/** Which mission is this screen in? The first crumbs of its heading: the mission, and the tab that lists it. */
export function useMissionCrumbs(log: LogId, tab: MissionTab): readonly Crumb[] {
  const say = useSay();
  const mission = useFrameFacts().missions?.find((one) => one.log === log);
  const href = addressOf({ screen: 'mission', log, tab });
  return [...(mission ? [{ label: mission.title, href }] : []), { label: say(tabKeys[tab]), href }];
}

const tabKeys: { readonly [T in MissionTab]: MessageKey } = {
  assessments: 'frame.rail.assessments',
  workshops: 'frame.rail.workshops',
  plan: 'mission.plan.tab',
  notes: 'note.tab',
  national: 'mission.national.tab',
};
