import type { Rule } from '#domain/instrument/maturity-model.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { Say } from '#renderer/i18n/use-say.ts';

/** On which answers a skip rule rests, such as "S2 = no and S3 = no". */
export const ruleText = (rule: Rule, say: Say, format: Format): string =>
  format.list(
    rule.all.map(([question, , expected]) => {
      if (typeof expected === 'number') return say('assessment.rule.level', { question, level: expected });
      return say(expected === 'yes' ? 'assessment.rule.yes' : 'assessment.rule.no', { question });
    }),
  );
