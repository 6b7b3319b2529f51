import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, Switch } from '#renderer/ui';
import './notes-section.css';

interface AttributionViewProps {
  /** Whether the switch is that of one session, not of the workshop. */
  readonly isSession: boolean;
  readonly isNonAttributed: boolean;
  /** Number of notes with a speaker or an institution that the switch hides. */
  readonly attributed: number;
  /** Absent where it may not be changed. */
  readonly onSwitch?: ((isOn: boolean) => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
}

/** Switch of non-attribution, and the offer to remove recorded speakers once it is on. */
export function AttributionView(props: AttributionViewProps): ReactElement {
  const { isSession, isNonAttributed, attributed, onSwitch, onRemove } = props;
  const translate = useTranslate();
  return (
    <>
      <Switch
        label={translate(isSession ? 'entry.nonAttribution.session' : 'entry.nonAttribution.workshop')}
        description={translate(isNonAttributed ? 'entry.nonAttribution.on' : 'entry.nonAttribution.off')}
        isOn={isNonAttributed}
        onChange={(isOn) => onSwitch?.(isOn)}
        isDisabled={onSwitch === undefined}
      />
      {isNonAttributed && attributed > 0 && (
        <Banner
          meaning="wait"
          isAnnounced
          title={translate('entry.attributed.title')}
          actions={onRemove && <Button onPress={onRemove}>{translate('entry.attributed.remove')}</Button>}
        >
          {translate('entry.attributed.text', { count: attributed })}
        </Banner>
      )}
    </>
  );
}
