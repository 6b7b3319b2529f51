import type { StoreApi } from '../store-api.ts';
import { bringMissionBack } from './bring-back.ts';
import { takeOffMission, type TakeOffParts } from './take-off.ts';

interface MissionActsParts extends TakeOffParts {
  /** Shows a write while it is on its way, and whether it failed. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** A mission is to be fetched from headquarters again. */
  readonly onBack: () => void;
}

/** What a person does with whole missions on this laptop. */
export const missionActs = (
  parts: MissionActsParts,
): Pick<StoreApi, 'takeOffMission' | 'bringMissionBack'> => ({
  takeOffMission: (log, onlyHere) => parts.shown(() => takeOffMission(parts, log, onlyHere)),
  bringMissionBack: async (log) => {
    await parts.shown(() => bringMissionBack(parts, log));
    parts.onBack();
  },
});
