import type { JsonValue } from '#base/json.ts';

/** Police service with its ratings, and findings from them. */
export const ratedPoliceValues: Readonly<Record<string, JsonValue>> = {
  title: 'Baseline',
  'institution/name': 'National Police',
  'institution/type': 'POL',
  'screening/S1': 'POL',
  'answers/D3.2/state': 'rated',
  'answers/D3.2/level': 3,
  'answers/D3.3/state': 'rated',
  'answers/D3.3/level': 2,
  'answers/D3.4/state': 'ne',
  'answers/D5.1/state': 'rated',
  'answers/D5.1/level': 4,
  'answers/D5.3/state': 'rated',
  'answers/D5.3/level': 2,
  'answers/D5.4/state': 'rated',
  'answers/D5.4/level': 2,
  'answers/D7.1/state': 'rated',
  'answers/D7.1/level': 1,
};

/** Findings and recommendations of the gaps. */
export const policeFindingsValues: Readonly<Record<string, JsonValue>> = {
  ...ratedPoliceValues,
  'priorities/D5.4/ownership': 1,
  'priorities/D5.4/feasibility': 0.5,
  'priorities/D5.4/alignment': 1,
  'priorities/D3.3/ownership': 0.5,
  'priorities/D3.3/override': { band: 'Low', reason: 'Another programme pays for it until 2028.' },
  'targets/D7.1': {
    level: 3,
    reason: 'One step after the other, as agreed in the closing meeting.',
    agreedOn: '2026-11-12',
    agreedBy: 'Ministry of the Interior',
  },
  'findings/f1/text':
    'Police: “Check before use” is at level 2 (Emerging); confidence medium. The next level would need: a written examination by someone other than the buyer.',
  'findings/f1/kind': 'gap',
  'findings/f1/about': ['D5.4'],
  'findings/f1/order': 'a0',
  'findings/f2/text': 'The legal department keeps a register of what is in use.',
  'findings/f2/kind': 'good-practice',
  'findings/f2/about': ['D5.3'],
  'findings/f2/order': 'a1',
  'recommendations/r1/text':
    'issue a written form with which someone other than the buyer examines each tool',
  'recommendations/r1/quarter': '2027-Q3',
  'recommendations/r1/support': ['advice'],
  'recommendations/r1/addressee': 'National Police, legal department',
  'recommendations/r1/about': ['D5.4'],
  'recommendations/r1/findings': ['f1'],
  'recommendations/r1/horizon': '0-6',
  'recommendations/r1/expected-level': 3,
  'recommendations/r1/measures': ['procedure', 'training'],
  'recommendations/r1/status': 'accepted',
  'recommendations/r1/order': 'a0',
  'recommendations/r2/text': 'Train the procurement unit.',
  'recommendations/r2/about': ['D3.3'],
  'recommendations/r2/measures': ['training'],
  'recommendations/r2/status': 'proposed',
  'recommendations/r2/order': 'a1',
};
