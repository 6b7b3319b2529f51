import type { ReactElement } from 'react';
import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components';
import './slider.css';

interface SliderProps {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Null: no choice yet; the thumb is at the beginning. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly isDisabled?: boolean | undefined;
}

/** Number between two others by hand; beside a field in which it can be typed. */
export function Slider({
  label,
  from,
  to,
  step,
  value,
  onChange,
  isDisabled = false,
}: SliderProps): ReactElement {
  const least = Math.min(from, to);
  const most = Math.max(from, to);
  return (
    <AriaSlider<number>
      className="fb-slider"
      aria-label={label}
      minValue={least}
      maxValue={most}
      step={step}
      value={Math.min(most, Math.max(least, value ?? from))}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <SliderTrack className="fb-slider-track" data-blank={value === null || undefined}>
        <SliderThumb className="fb-slider-thumb" />
      </SliderTrack>
    </AriaSlider>
  );
}
