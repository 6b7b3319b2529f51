/** A session as a template proposes it; everything can be changed afterwards. */
export interface TemplateSession {
  readonly day: number;
  readonly minutes: number;
  readonly title: string;
  readonly method: string;
  readonly output: string | null;
}

/** An agenda to start a workshop from (domain.md C1). The texts become the workshop's own and may be changed there. */
export interface WorkshopTemplate {
  readonly code: string;
  readonly title: string;
  readonly days: number;
  readonly sessions: readonly TemplateSession[];
}

const at =
  (day: number) =>
  (minutes: number, title: string, method: string, output: string | null): TemplateSession => ({
    day,
    minutes,
    title,
    method,
    output,
  });
const first = at(1);
const second = at(2);
const third = at(3);
const fourth = at(4);

/** W1, with the standard opening and closing and with human rights and gender as content of main sessions. */
export const nationalPolicyTemplate: WorkshopTemplate = {
  code: 'W1',
  title: 'National policy and capability planning',
  days: 4,
  sessions: [
    first(60, 'Opening, data notice, ground rules, pre-test', 'plenary', 'baseline test'),
    first(75, 'Who does what: mandates, coordination, oversight', 'group mapping', 'role map'),
    first(
      90,
      'From information to a policy-level assessment: steps, limits, confidence',
      'input, exercise on a fictional State',
      'process sketch',
    ),
    first(
      60,
      'Legality, necessity, proportionality, non-discrimination in practice',
      'case cards (fictional)',
      'safeguard checklist',
    ),
    second(
      90,
      'Describing and prioritizing policy problems (fictional scenarios)',
      'group work',
      'ranked list',
    ),
    second(
      90,
      'Policy options and how to compare them, with effects on women and men',
      'input, matrix',
      'options matrix',
    ),
    second(75, 'Measuring whether a measure works: indicators, baselines', 'exercise', 'indicator table'),
    second(45, 'Working with companies, academia and civil society', 'panel', 'contact-rule list'),
    third(
      120,
      'Guided capability self-assessment (instrument D3 to D6)',
      'institution groups',
      'self-ratings',
    ),
    third(60, 'Safeguards self-assessment (D7, D8)', 'mixed groups with oversight bodies', 'self-ratings'),
    third(90, 'Comparing results, evidence, disagreements', 'facilitated', 'agreed ratings, open questions'),
    fourth(90, 'Choosing priorities and non-training options', 'voting with reasons', 'priority list'),
    fourth(90, 'Drafting actions: one lead, dates, means', 'templates', 'draft action plan'),
    fourth(45, 'Presentation to senior officials', 'plenary', 'feedback'),
    fourth(60, 'Post-test, evaluation, actions, certificates', 'plenary', 'results'),
  ],
};

/** All that a workshop can start from. W2 to W6 have no agenda in domain.md yet, only lists of topics. */
export const workshopTemplates: readonly WorkshopTemplate[] = [nationalPolicyTemplate];
