import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import './progress-ring.css';
import './progress-bar.css';

interface ProgressBarProps {
  /** Name of the task; read out, not shown. */
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** Progress in words; shown above the bar and read out with it. */
  readonly valueText: string;
}

/** Progress of a long task. It does not move between two steps: nothing here is animated. */
export function ProgressBar({ label, fraction, valueText }: ProgressBarProps): ReactElement {
  const percent = Math.round(withinWhole(fraction) * 100);
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

interface ProgressRingProps {
  /** 0 to 1. */
  readonly fraction: number;
  /** Progress as it is read out: "3 of 6 answered". */
  readonly label: string;
}

/** Done part of something; a tick when all of it is. */
export function ProgressRing({ fraction, label }: ProgressRingProps): ReactElement {
  const done = withinWhole(fraction);
  return (
    <span className="fb-ring" role="img" aria-label={label} title={label}>
      <svg viewBox="0 0 22 22" aria-hidden="true">
        <circle className="fb-ring-track" cx="11" cy="11" r="8.5" pathLength="100" />
        <circle
          className="fb-ring-done"
          cx="11"
          cy="11"
          r="8.5"
          pathLength="100"
          strokeDasharray={`${done * 100} 100`}
        />
      </svg>
      {done === 1 && <Check className="fb-icon" aria-hidden />}
    </span>
  );
}

/** A fraction as it is drawn: none below 0, none above 1. */
const withinWhole = (fraction: number): number => Math.min(1, Math.max(0, fraction));
