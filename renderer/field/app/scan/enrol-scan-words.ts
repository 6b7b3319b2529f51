import type { ScanWords } from './scan-view.tsx';

/** Sentences of a scan for an enrolment code. */
export const enrolScanWords: ScanWords = {
  hold: 'enrol.scan.hold',
  none: 'enrol.scan.none',
  refused: 'enrol.scan.refused',
  silent: 'enrol.scan.silent',
  foreign: 'enrol.scan.foreign',
  newer: 'enrol.scan.newer',
  noCode: 'enrol.scan.noCode',
};
