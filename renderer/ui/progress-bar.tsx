import type { ReactElement } from 'react';
import './progress-bar.css';

interface ProgressBarProps {
  /** What goes on; read out, not shown. */
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** How far it is, in words; shown above the bar and read out with it. */
  readonly valueText: string;
}

/** How far something that takes a while has come. It stands still between two steps: nothing here moves by itself. */
export function ProgressBar({ label, fraction, valueText }: ProgressBarProps): ReactElement {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div className="fb-progress">
      <span aria-hidden>{valueText}</span>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={valueText}
        className="fb-progress-track"
      >
        <div className="fb-progress-done" style={{ inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
