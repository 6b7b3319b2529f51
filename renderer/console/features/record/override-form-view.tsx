import { type ReactElement, useState } from 'react';
import type { RatingAboveEvidence } from '#domain/assessment/above-evidence.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { ActFormView } from './act-form-view.tsx';
import type { ReviewDesk } from './review-desk.ts';

interface OverrideFormViewProps {
  readonly rating: RatingAboveEvidence;
  /** What people call its question. */
  readonly name: string;
  readonly desk: ReviewDesk;
  readonly onClose: () => void;
}

/** Why a rating may stand above its evidence; what was said before is there to be mended. */
export function OverrideFormView({ rating, name, desk, onClose }: OverrideFormViewProps): ReactElement {
  const say = useSay();
  const { question, level, override } = rating;
  const [reason, setReason] = useState(override?.reason ?? '');
  // As it was when the form was opened: what comes in behind it was not seen. Null once the person has been told.
  const [opened, setOpened] = useState<ReviewDesk | null>(desk);
  const onAct: ReviewDesk['onAct'] = async (act) => {
    const refused = await (opened ?? desk).onAct(act);
    if (refused !== null) setOpened(null);
    return refused;
  };
  return (
    <ActFormView
      act={
        reason.trim() === '' ? { key: 'desk.refused.reason' } : { act: 'overrideRating', question, reason }
      }
      action={say('desk.override.save')}
      desk={{ ...desk, onAct }}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextArea
        label={say('desk.override.label', { question: name, level })}
        description={say('desk.override.help')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
        hasFirstFocus
      />
    </ActFormView>
  );
}
