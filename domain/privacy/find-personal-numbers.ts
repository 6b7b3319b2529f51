import type { PersonalDataHit, PersonalDataKind } from './personal-data-hit.ts';

/**
 * Words in six languages that say the meaning of a number beside them. A cue is in the characters before the number;
 * a unit or currency directly after it.
 */

const anyOf = (...parts: readonly string[]): string => parts.join('|');
const wordStart = String.raw`(?<![\p{L}\p{N}])`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

/** A word before the number, at most some short words away. */
const cueBefore = (words: string): RegExp =>
  new RegExp(String.raw`${wordStart}(?:${words})[^\d\n]{0,26}$`, 'iu');

/** Passports, identity cards and driving licences. */
const identityCue = cueBefore(
  anyOf(
    String.raw`passports?|passeports?|pasaportes?|паспорт\p{L}*|护照号?码?|(?:و|ب|ل)?(?:ال)?جواز(?:ات)? (?:ال)?سفر\p{L}*`,
    String.raw`(?:national |personal )?(?:identity|identification) (?:card|document|number|no)|(?:national )?ID(?: card| number| no)?`,
    String.raw`carte (?:nationale )?d['’]identité|sécurité sociale|NIR|pièce d['’]identité|CNI|NIN|titre de séjour|permis de (?:conduire|séjour)`,
    String.raw`DNI|NIE|CURP|RUT|CPF|seguridad social|cédula|documento de identidad|carn[eé] de conducir|licencia de conducir`,
    String.raw`удостоверени\p{L}* личности|водительск\p{L}+ удостоверени\p{L}*|СНИЛС|ИНН`,
    String.raw`身份证号?码?|驾驶证号?码?|居留证号?码?`,
    String.raw`(?:بطاقة|رقم) (?:ال)?هوية|(?:ال)?بطاقة (?:ال)?(?:وطنية|شخصية|مدنية)|(?:ال)?رقم (?:ال)?(?:وطني|قومي)|رخصة (?:ال)?(?:قيادة|سوق)`,
    String.raw`driv(?:er['’]?s?|ing) licen[cs]e|residence permit|social (?:security|insurance) (?:number|no)|Aadhaar|BVN`,
  ),
);

/** Bank accounts. */
const accountCue = cueBefore(
  anyOf(
    String.raw`(?:bank )?account (?:no|number|n°|#)|IBAN|compte(?: bancaire)? n[°ºo]|RIB`,
    String.raw`cuenta(?: bancaria)? n|счёт\p{L}*|счет\p{L}*|银行账号|账号|账户`,
    String.raw`(?:رقم )?(?:ال)?حساب(?: (?:ال)?(?:مصرفي|بنكي))?`,
  ),
);

/** Telephones. */
const phoneCue = cueBefore(
  anyOf(
    String.raw`tele?phones?|phones?|tel|mobile|cell|call|dial|text|whats ?app|signal|telegram|viber|fax|reach(?:ed)?`,
    String.raw`téléphon\p{L}*|tél|portable|joindre|joint|appel(?:er|ez)|numéro|contacter`,
    String.raw`teléfonos?|móvil|celular|llam(?:ar|e)|тел|телефон\p{L}*|мобильн\p{L}+|звон\p{L}+|моб`,
    String.raw`(?:و|ب|ل)?(?:ال)?هاتف\p{L}*|(?:ال)?جوال\p{L}*|موبايل\p{L}*|(?:ال)?محمول\p{L}*|واتس ?اب|(?:ال)?اتصال|اتصل\p{L}*|رقمه|رقمها`,
    String.raw`电话号?码?|手机号?码?|致电|联系方式|her number|his number|contact number`,
  ),
);

/** Grants, projects, contracts, laws, resolutions. */
const referenceCue = cueBefore(
  anyOf(
    String.raw`grants?|projects?|agreement|contracts?|resolutions?|laws?|acts?|decrees?|budget|tender|invoice|purchase order|award|standard|ISBN|ISO`,
    String.raw`subventions?|projets?|conventions?|contrats?|résolutions?|lois?|décrets?|arrêtés?|marchés?|appels? d['’]offres|facture|budget`,
    String.raw`(?:و|ب|ل)?(?:ال)?(?:منحة|مشروع|اتفاقية|عقد|قرار|قانون|مرسوم|ميزانية|مناقصة)`,
    String.raw`subvención|proyecto|convenio|contrato|resolución|ley|decreto|presupuesto|грант\p{L}*|проект\p{L}*|контракт\p{L}*|договор\p{L}*|закон\p{L}*|резолюци\p{L}+|бюджет\p{L}*`,
    String.raw`赠款|项目|合同|决议|法律|预算`,
  ),
);

/** Estimates and totals. */
const countCue = new RegExp(
  String.raw`${wordStart}(?:${anyOf(
    String.raw`about|approximately|around|some|nearly|almost|over|under|total(?:s|led)?|population(?: of| is)?|budget(?: of| is)?|amount(?: of| is)?|sum of|estimated at|stands at|reached`,
    String.raw`environ|près de|quelque|plus de|moins de|au total|population (?:est )?de|budget (?:est )?de|montant (?:est )?de|estimée? à|atteint`,
    String.raw`unos|unas|cerca de|más de|alrededor de|población (?:es )?de|около|почти|более|свыше|всего|население`,
    String.raw`نحو|حوالي|قرابة|أكثر من|زهاء|مبلغ|بمبلغ|بلغ|يبلغ|السكان|المجموع`,
    String.raw`约|共|人口|总计|预算为|人口为`,
  )})[\s:–-]*(?:is|est|es)?\s*$`,
  'iu',
);

const currencyCodes =
  'USD|EUR|GBP|CHF|JPY|CNY|RMB|RUB|SAR|AED|QAR|KWD|BHD|OMR|JOD|IQD|SYP|LBP|YER|EGP|LYD|TND|DZD|MAD|MRU|SDG|XOF|XAF|F?CFA|KES|UGX|TZS|ETB|RWF|NGN|GHS|ZAR|MZN|INR|PKR|BDT|AFN|KZT|KGS|TJS|UZS|TRY|UAH|MXN|COP|ARS|BRL|CLP|PEN|PHP|IDR|MYR|THB|VND|SEK|NOK|DKK|CAD|AUD';
const multipleWords = anyOf(
  String.raw`(?:thousand|million|billion|mille|millions?|milliards?|mil|millones|тыс\.?|млн\.?|млрд\.?|миллион\p{L}*|ألف|آلاف|مليون|ملايين|مليار)\p{L}{0,2}`,
  '[万亿]',
);
const currencyWords = String.raw`(?:US )?dollars?|euros?|francs?|pounds?|sterling|dinars?|dirhams?|riyals?|shillings?|naira|rands?|roubles?|yuan|dólar(?:es)?|pesos?|libras|доллар\p{L}*|евро|рубл\p{L}*|(?:ال)?(?:دولار|يورو|دينار|ريال|ليرة|درهم|جنيه|فرنك)\p{L}{0,3}|(?:in |of )?local currency|(?:en |de )?monnaie locale|من العملة المحلية|بالعملة المحلية`;

const currencyBefore = new RegExp(
  String.raw`(?:[$€£¥₽]|${wordStart}(?:${currencyCodes}|US|${currencyWords}))[ \u00A0\u202F]?$`,
  'u',
);
const currencyAfter = new RegExp(
  String.raw`^[ \u00A0\u202F]?\(?(?:[$€£¥₽]|美元|欧元|元|人民币|(?:${multipleWords})|(?:(?:of|de|d['’]|en|in) ?)?(?:${currencyCodes}|${currencyWords})${wordEnd})`,
  'u',
);

/** Counted things, directly after their number or after one more word. */
const unitAfter = new RegExp(
  String.raw`^(?:[ \u00A0\u202F]?%|[ \u00A0\u202F]?(?:人|起|名|件|次|公里|辆|户|吨|份|个|台|项)|[ \u00A0\u202F]?(?!على|في|من|عن|sur|dans|on|in|at|to|en|на|в )(?:\p{L}+ )?(?:${anyOf(
    'km|kilometres?|metres?|hectares?|ha|kg|tonnes?|tons?|MB|GB|hours?|days?|months?|years?',
    'persons?|people|inhabitants|citizens|residents|men|women|children|refugees|officers?|staff|members|travellers|passengers|victims|detainees|prisoners|voters|households',
    'cases|files|records|cards|fingerprints?|vehicles|drivers|calls|requests|documents|passports|entries|rounds|copies|complaints|reports|units|items|weapons|samples|searches|checks|transactions',
    'personnes|habitants|citoyens|résidents|hommes|femmes|enfants|réfugiés|agents|passagers|voyageurs|détenus|électeurs|ménages',
    'affaires|dossiers|fiches|cartes|empreintes|véhicules|appels|demandes|passeports|munitions|plaintes|rapports|armes|échantillons|heures|jours|mois|ans|années|kilomètres|mètres',
    'personas|habitantes|ciudadanos|casos|expedientes|registros|vehículos|llamadas|años|días|horas|kilómetros',
    String.raw`человек|жител\p{L}+|граждан|дел|записей|карточек|автомобил\p{L}+|звонков|лет|дней|часов|км`,
    String.raw`نسمة|شخص\p{L}*|مواطن\p{L}*|سكان|لاجئ\p{L}*|ضابط\p{L}*|قضية|قضايا|ملف\p{L}*|سجل\p{L}*|بطاقة|بطاقات|مركبة|مركبات|مكالمة|مكالمات|طلب\p{L}*|طلقة|كم|كيلومتر\p{L}*|سنة|سنوات|يوم\p{L}*|ساعة`,
  )})${wordEnd})`,
  'u',
);

const numberMark = String.raw`(?:n[°ºo]s?\.?|nos?\.?|nr\.?|nro\.?|n\. ?[°º]|n\.[°º]|number|numéro|núm(?:ero)?\.?|№|#|номер|رقم)`;
/** A number of a case: digits with letters, strokes and points between. */
const caseToken = String.raw`[A-Z\d][A-Z\d./-]{0,30}(?:\d|(?<=\d)[A-Z])`;

/** Case numbers with the word before them. */
const caseNumberPattern = new RegExp(
  anyOf(
    String.raw`${wordStart}(?:case|file|docket|dossier|complaint|indictment|affaire|procédure|procès-verbal|PV|plainte|expediente|caso|causa|sumario|diligencias)\s+${numberMark}\s*:?\s*(?:(?:is|was|est)\s+)?(?:[A-Z]{1,4} )?${caseToken}`,
    String.raw`${wordStart}(?:case(?: file)?|docket|affaire|dossier|expediente|causa)\s+(?:[A-Z]{1,4}[/-])?\d{1,6}[/-](?:[A-Z]{1,4}[/-])?\d{1,6}${wordEnd}`,
    String.raw`${wordStart}дел[оауе]м?\s+(?:[А-Я]{1,3}-?)?\d{1,6}[/-]\d{1,6}(?:[/-]\d{1,6})?${wordEnd}`,
    String.raw`${wordStart}[وبل]?(?:ال)?(?:قضية|دعوى|محضر)\s+\d{1,6}/\d{2,6}${wordEnd}`,
    String.raw`${wordStart}(?:[Уу]головн\p{L}+ )?[Дд]ел\p{L}{0,3}\s+(?:№|номер|N)\s*${caseToken}`,
    String.raw`${wordStart}[وبل]?(?:ال)?(?:قضية|ملف|محضر|دعوى|بلاغ|شكوى)\s+(?:ال\p{L}{2,12}\s+)?(?:ذات الرقم|رقم|عدد)\s*:?\s*${caseToken}`,
    String.raw`(?:案号|案件编号|案卷号|卷宗号|案件号)[:：\s]{0,3}${caseToken}`,
    String.raw`[（(]\d{4}[）)]\p{Script=Han}{1,6}\d{0,4}\p{Script=Han}{1,4}\d{1,6}号`,
  ),
  'giu',
);

/** Find numbers that lead to a person: telephones, documents, cases, accounts, and long numbers without a reason. */
export function findPersonalNumbers(text: string): readonly PersonalDataHit[] {
  const plain = withLatinDigits(text);
  if (!/\d/.test(plain)) return [];
  const hitOf = (kind: PersonalDataKind, at: number, length: number): PersonalDataHit => ({
    kind,
    text: text.slice(at, at + length),
    at,
  });
  const accounts = [...plain.matchAll(ibanPattern)]
    .filter(([iban]) => (iban.match(/\d/g)?.length ?? 0) >= 10)
    .map((match) => hitOf('account', match.index, match[0].length));
  const cases = [...plain.matchAll(caseNumberPattern)].map((match) =>
    hitOf('case', match.index, match[0].length),
  );
  const numbers = [...plain.matchAll(numberPattern)].flatMap((match): readonly PersonalDataHit[] => {
    const groups = withoutDates(match[0]);
    // Most numbers are short, and the words around them need not be read.
    if (digitCountOf(groups) < minimumCuedDigits) return [];
    const number = numberInText(plain, match.index, match[0], groups);
    const kind = kindOfNumber(number);
    return kind === null ? [] : [hitOf(kind, number.at, number.text.length)];
  });
  const documents = [...plain.matchAll(mixedDocumentPattern)].map((match) =>
    hitOf('identity', match.index, match[0].length),
  );
  return [...accounts, ...cases, ...documents, ...numbers];
}

/** Digits of all scripts as 0 to 9, every other sign in its place. */
const withLatinDigits = (text: string): string =>
  text.replaceAll(/(?!\d)\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeroDigits.find((first) => code >= first && code < first + 10);
    // Digits of other scripts count, and their value does not matter.
    return zero === undefined ? '1'.repeat(digit.length) : String(code - zero);
  });

/** Zeros of Arabic, Persian, Devanagari and full-width digits. */
const zeroDigits = [0x06_60, 0x06_f0, 0x09_66, 0xff_10];

const ibanPattern = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}(?![\p{L}\p{N}])/gu;

/** A passport with letters in the middle: `12AB34567`. */
const mixedDocumentPattern = /(?<![\p{L}\p{N}])\d{2}[A-Z]{2}\d{5}(?![\p{L}\p{N}])/gu;

/** Groups of digits with the signs that people write between them. */
const numberPattern = /\+?\(?\d+(?:(?: ?[-–/] ?|[ \u00A0\u202F.,'’٬٫]|\) ?-?|[ -]?\(| № )\d+)*/g;

/** One number with the letters that belong to it, and the words around. */
interface NumberInText {
  readonly at: number;
  /** With letters that are attached, as in `P4521987`. */
  readonly text: string;
  /** Groups of digits without dates and years. */
  readonly groups: string;
  readonly digits: string;
  /** Letters and signs that are attached before it. */
  readonly prefix: string;
  readonly before: string;
  readonly after: string;
}

const digitCountOf = (groups: string): number => groups.replaceAll(/\D/g, '').length;

/** Characters around a number in which a word says its meaning. */
const contextLength = 36;

function numberInText(plain: string, at: number, found: string, groups: string): NumberInText {
  const end = at + found.length;
  const before = plain.slice(Math.max(0, at - contextLength), at);
  const prefix = attachedPattern.exec(before.slice(-longestPrefix))?.[0] ?? '';
  const suffix = /^[A-Z](?![\p{L}\p{N}])/u.exec(plain.slice(end, end + 2))?.[0] ?? '';
  return {
    at: at - prefix.length,
    text: plain.slice(at - prefix.length, end + suffix.length),
    groups,
    digits: groups.replaceAll(/\D/g, ''),
    prefix,
    before: before.slice(0, before.length - prefix.length),
    after: plain.slice(end, end + contextLength),
  };
}

/** Letters of a code or document before its digits; not an abbreviation of "number" or "telephone". */
const attachedPattern =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d/_.-])(?!(?:[Nn][orº]?|[Nn]os|[Nn]ro|[Tt][eé]l|[Тт]ел|[Mm]ob|[Ff]ax)[.º]*$)(?:[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\d/_.-]*|(?!ID|NO|UN|EU)[A-Z]{1,2} )$/u;
const longestPrefix = 24;

/** 2026-11-24, 24.11.2026, 24/11/26, and single years, as in 2024-2026. */
const datePattern =
  /(?<!\d[-./]?)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?![-.]?\d)|(?<!\d)(?:19|20)\d{2}(?!\d)/g;
const withoutDates = (found: string): string =>
  found.replaceAll(datePattern, ' ').replaceAll(/^[\s/–-]+|[\s/–-]+$/g, '');

/** Kind of a number; null where it leads to nobody. */
function kindOfNumber(number: NumberInText): PersonalDataKind | null {
  const { digits, groups, prefix, before } = number;
  const count = digits.length;
  if (groups.startsWith('+') && count >= minimumLongDigits && count <= 15) return 'phone';
  if (isAmount(number)) return null;
  if (identityCue.test(before)) return 'identity';
  if (accountCue.test(before) && count >= minimumPhoneDigits) return 'account';
  const hasPhoneCue = phoneCue.test(before) && count >= minimumPhoneDigits && prefix === '';
  if (hasPhoneCue && count <= 15) return 'phone';
  if (spacedThousands.test(groups) || isCoordinate(number) || isReference(number)) return null;
  if (documentPrefix.test(prefix)) return count >= 6 && count <= 9 ? 'identity' : null;
  if (count < minimumLongDigits) return null;
  if (isTelephone(groups, count)) return 'phone';
  return isRoundCount(number) || compactDate.test(digits) ? null : 'digits';
}

/** Fewest digits of a number that a word before it names as a document. */
const minimumCuedDigits = 5;
const minimumPhoneDigits = 6;
/** Fewest digits of a long number: the shortest telephone numbers with their area. */
const minimumLongDigits = 7;

/** Letters of a passport: `P4521987`, `AB 1234567`. */
const documentPrefix = /^[A-Z]{1,2} ?$/;

/** Thousands with commas, points or apostrophes: no telephone is written so. */
const punctuatedThousands = /^[1-9]\d{0,2}(?:,\d{2,3})*(?:([.,'’٬])\d{3})(?:\1\d{3})*(?:[.,٫]\d{1,2})?$/;
const spacedThousands = /^[1-9]\d{0,2}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d{1,2})?$/;

const isAmount = ({ groups, digits, before, after, prefix }: NumberInText): boolean =>
  prefix === ''
    ? punctuatedThousands.test(groups) ||
      currencyBefore.test(before) ||
      (!groups.startsWith('0') &&
        (currencyAfter.test(after) || (digits.length <= 10 && unitAfter.test(after))))
    : currencyBefore.test(before + prefix);

/** Degrees with at least four decimals: `-99.133209`. No telephone has its only point there. */
const isCoordinate = ({ groups, prefix }: NumberInText): boolean =>
  prefix === '' && /^(?:0|[1-9]\d{0,2})[.,٫]\d{4,8}$/.test(groups) && Number.parseInt(groups, 10) <= 180;

/** A day without separators: `20260311`. */
const compactDate = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** A number of a document, project, grant or law: within a code, or after a word that says so. */
const isReference = ({ prefix, before }: NumberInText): boolean =>
  (prefix !== '' && !documentPrefix.test(prefix)) || referenceCue.test(before);

/** National numbers: with the zero in front, an area in brackets, 3-3-4 digits, mobiles of China, of Russia. */
const telephoneShapes = [
  /^\(?0\d{1,4}\)?[ .\-–/]?\d[\d .\-–/]{4,13}\d$/,
  /^\(\d{2,5}\)[ -]?\d[\d -]{4,9}\d$/,
  /^(?:8 ?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{2}-?\d{2}$/,
  /^1[3-9]\d{9}$/,
  /^0\d{8,11}$/,
];
const isTelephone = (groups: string, count: number): boolean =>
  count >= 8 && count <= 15 && groups.length <= 24 && telephoneShapes.some((shape) => shape.test(groups));

/** A count without separators: rounded, or after a word for an estimate. */
const isRoundCount = ({ digits, before }: NumberInText): boolean =>
  (/^[1-9]\d*000$/.test(digits) && digits.length <= 10) || (digits.length <= 10 && countCue.test(before));
