import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import * as french from '@zxcvbn-ts/language-fr';
import type { PassphraseStrength } from '#renderer/field/parts/passphrase-fields.tsx';

const strengthEstimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary, ...french.dictionary },
  graphs: common.adjacencyGraphs,
});

/**
 * Estimate by zxcvbn with common, English and French words. Only the first 100 characters count: more takes
 * long.
 */
export const guessPassphraseStrength = (typed: string): PassphraseStrength =>
  strengthEstimator.check(typed.slice(0, 100)).score;
