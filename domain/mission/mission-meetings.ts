import { compareTexts } from '#base/json.ts';
import { type Document, plainTextAt } from '../document/document.ts';
import { orderedItemIds } from '../document/written-order.ts';

/** A planned meeting. Texts are empty where nothing is set. */
export interface MissionMeeting {
  readonly id: string;
  readonly day: string | null;
  readonly starts: string | null;
  readonly institution: string;
  /** Entry of the register; null for a typed one. */
  readonly institutionRef: string | null;
  readonly place: string;
  readonly who: string;
}

/** Meetings that are not removed, by day and time; those without a day come last. */
export const readMissionMeetings = (mission: Document | undefined): readonly MissionMeeting[] =>
  orderedItemIds(mission, 'meetings')
    .map((id) => {
      const textAt = (part: string): string => plainTextAt(mission, `meetings/${id}/${part}`);
      return {
        id,
        day: textAt('day') || null,
        starts: textAt('starts') || null,
        institution: textAt('institution'),
        institutionRef: textAt('institution-ref') || null,
        place: textAt('place'),
        who: textAt('who'),
      };
    })
    .toSorted(
      (a, b) =>
        compareTexts(meetingTimeOf(a), meetingTimeOf(b)) || compareTexts(a.institution, b.institution),
    );

const meetingTimeOf = ({ day, starts }: MissionMeeting): string =>
  [day ?? '9999', starts ?? '99:99'].join(' ');
