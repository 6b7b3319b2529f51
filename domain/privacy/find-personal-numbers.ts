import type { PersonalDataHit, PersonalDataKind } from './personal-data-hit.ts';

/**
 * Words in six languages that say the meaning of a number beside them. A cue is in the characters before the number;
 * a unit or currency directly after it.
 */

const anyOf = (...parts: readonly string[]): string => parts.join('|');
const wordStart = String.raw`(?<![\p{L}\p{N}])`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

/** A word before the number or its list, at most some short words away. No space is before a Chinese word. */
const cueBefore = (words: string, chinese: string): RegExp =>
  new RegExp(
    String.raw`(?:${wordStart}(?:${words})|(?:${chinese}))[^\d\n]{0,26}(?:\d[\d/.-]{2,14}(?:, ?| (?:and|or|et|y|e|и|или) | و ?|、|和)){0,3}$`,
    'iu',
  );

/** Passports, identity cards and driving licences. */
const identityCue = cueBefore(
  anyOf(
    String.raw`passports?|passeports?|pasaportes?|паспорт\p{L}*|(?:و|ب|ل)?(?:ال)?جواز(?:ات)? (?:ال)?سفر\p{L}*`,
    String.raw`(?:national |personal )?(?:identity|identification) (?:card|document|number|no)|(?:national )?ID(?: card| number| no)?`,
    String.raw`carte (?:nationale )?d['’]identité|sécurité sociale|NIR|pièce d['’]identité|CNI|NIN|titre de séjour|permis de (?:conduire|séjour)`,
    String.raw`DNI|NIE|CURP|RUT|CPF|seguridad social|cédula|documento de identidad|carn[eé] de conducir|licencia de conducir|permiso de (?:conducir|residencia|trabajo)|tarjeta de residencia`,
    String.raw`удостоверени\p{L}* личности|водительск\p{L}+ удостоверени\p{L}*|СНИЛС|ИНН|вид\p{L}{0,2} на жительство`,
    String.raw`(?:(?:بطاقة|رقم) )?(?:ال)?هوية|(?:ال)?بطاقة (?:ال)?(?:وطنية|شخصية|مدنية)|(?:ال)?رقم (?:ال)?(?:وطني|قومي)|رخصة (?:ال)?(?:قيادة|سوق)|رقم (?:ال)?إقامة|تصريح (?:ال)?(?:إقامة|عمل)`,
    String.raw`driv(?:er['’]?s?|ing) licen[cs]e|(?:residence|work|stay) permit|(?:refugee|asylum|alien|resident|foreigner['’]?s?|work|student) (?:card|certificate)|birth certificate|visa (?:number|no)|social (?:security|insurance) (?:number|no)|Aadhaar|BVN`,
    String.raw`(?:badge|service|force|staff|prisoner|inmate|voter|tax(?:payer)?|student)(?:['’]s)? (?:card |ID )?(?:number|no)|matricule|numéro d['’]écrou|número de (?:placa|interno|legajo personal)|табельн\p{L}+ номер\p{L}*|личн\p{L}+ номер\p{L}*|رقم (?:ال)?(?:سجين|نزيل|عسكري)`,
  ),
  '护照|身份证|驾驶证|驾照|居留证|警号|工号|社会保障号|社保号',
);

/** A document directly before a number with points between its thousands: `DNI 44.555.019`. */
const pointedDocumentCue =
  /(?<![\p{L}\p{N}])(?:DNI|NIE|RUT|CPF|C\.?C\.?|C\.?I\.?|cédula(?: de (?:identidad|ciudadanía))?|documento de identidad|carn[eé])(?:\s*(?:n\.?\s?[°º]|nro\.?|no\.?|número|:))*\s*$/iu;

/** Bank accounts. */
const accountCue = cueBefore(
  anyOf(
    String.raw`(?:bank )?account (?:no|number|n°|#)|IBAN|compte(?: bancaire)? n[°ºo]|RIB`,
    String.raw`cuenta(?: bancaria)? n|счёт\p{L}*|счет\p{L}*`,
    String.raw`(?:رقم )?(?:ال)?حساب(?: (?:ال)?(?:مصرفي|بنكي))?`,
  ),
  '账号|账户|银行卡',
);

/** Telephones. */
const phoneCue = cueBefore(
  anyOf(
    String.raw`tele?phones?|phones?|tel|whats ?app|telegram|viber|fax|(?:her|his|contact|mobile|cell) numbers?`,
    String.raw`téléphon\p{L}*|tél|teléfonos?|móvil|тел|телефон\p{L}*|мобильн\p{L}+|моб`,
    String.raw`(?:و|ب|ل)?(?:ال)?هاتف\p{L}*|(?:ال)?جوال\p{L}*|موبايل\p{L}*|(?:ال)?محمول\p{L}*|واتس ?اب|اتصل\p{L}*|رقمه|رقمها`,
  ),
  '电话|手机|致电|联系方式',
);

/** Words of a call that have another sense too: the number is near, or has the form of a telephone. */
const callWords = anyOf(
  String.raw`mobile|cell|call|dial|text|signal|reach(?:ed)?`,
  String.raw`portable|joindre|joint|appel(?:er|ez)|numéro|contacter`,
  String.raw`celular|llam(?:ar|e)|звон\p{L}+|(?:ال)?اتصال`,
);
const callCue = cueBefore(callWords, '[]');
const nearCallCue = new RegExp(
  String.raw`${wordStart}(?:${callWords})(?: ?[:：,]| (?:her|him|me|us|is|on|at|est|au|le|la|al|по))*\s*$`,
  'iu',
);

/** Grants, projects, contracts, laws, resolutions. */
const referenceCue = cueBefore(
  anyOf(
    String.raw`grants?|projects?|agreement|contracts?|resolutions?|laws?|acts?|decrees?|budget|tender|invoice|(?:purchase|work|delivery|local) orders?|award|standard|ISBN|ISSN|ISO|DOI|tender|bid|vouchers?`,
    String.raw`serial(?: (?:number|no))?|S/N|SN|part (?:number|no)|model|inventory|asset(?: tag)?|barcode|batch|lot|version|build|release|firmware|licen[cs]e key|software licen[cs]e|catalog(?:ue)? (?:number|no)|gazette|circular|memo(?:randum)?|report (?:number|no)|document (?:number|no)|reference|ref|symbol|police station code|postal code|P\.?O\.? box|zip`,
    String.raw`référence|réf|numéro de (?:série|commande|lot|modèle|marché)|bons? de commande|modèle|inventaire|lot|circulaire|rapport n|note (?:de service )?n|journal officiel|boîte postale|B\.?P|devis|code postal`,
    String.raw`referencia|ref|número de (?:serie|parte|lote)|orden de (?:compra|trabajo|servicio)|modelo|inventario|lote|licitación|factura|gaceta|circular|oficio|código postal|versión`,
    String.raw`серийн\p{L}+|инвентарн\p{L}+|партии|модел\p{L}+|заказ\p{L}*|закупк\p{L}+|сч[её]т-фактур\p{L}+|накладн\p{L}+|артикул\p{L}*|индекс\p{L}*|верси\p{L}+|приказ\p{L}*|распоряжени\p{L}+|постановлени\p{L}+|тендер\p{L}*|лот\p{L}{0,2}|ГОСТ`,
    String.raw`(?:و|ب|ل)?(?:ال)?(?:مرجع|طراز|تعميم|فاتورة|إصدار|نسخة)|(?:ال)?رقم (?:ال)?(?:تسلسلي|مرجعي|مخزني|وثيقة)|أمر (?:ال)?(?:شراء|توريد)|صندوق بريد`,
    String.raw`subventions?|projets?|conventions?|contrats?|résolutions?|lois?|décrets?|arrêtés?|marchés?|appels? d['’]offres|facture|budget`,
    String.raw`(?:و|ب|ل)?(?:ال)?(?:منحة|مشروع|اتفاقية|عقد|قرار|قانون|مرسوم|ميزانية|مناقصة)`,
    String.raw`subvención|proyecto|convenio|contrato|resolución|ley|decreto|presupuesto|грант\p{L}*|проект\p{L}*|контракт\p{L}*|договор\p{L}*|закон\p{L}*|резолюци\p{L}+|бюджет\p{L}*`,
  ),
  '赠款|项目|合同|决议|法律|预算|序列号|型号|编号为?|订单|采购|发票|批号|版本|邮编|资产号|招标|文号|标准',
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
const caseToken = String.raw`[A-Z\d](?:[A-Z\d./-]|(?<=[/-])[\p{Script=Arabic}А-Я]{1,3}(?=[/-])){0,30}(?:\d|(?<=\d)[A-Z])(?: (?:of|de|за|لسنة|لعام) (?:19|20)\d\d)?`;

/** Case numbers with the word before them. */
const caseNumberPattern = new RegExp(
  anyOf(
    String.raw`${wordStart}(?:case|file|docket|dossier|complaint|indictment|affaire|procédure|procès-verbal|PV|plainte|expediente|caso|causa|sumario|diligencias|FIR|OB|cause|inquest|(?:criminal|civil) (?:appeal|application|petition|matter)|parquet|RP|RG|carpeta(?: fiscal| de investigación)?|noticia criminal|legajo)\s+${numberMark}\s*:?\s*(?:(?:is|was|est)\s+)?(?:[A-Z]{1,4} )?${caseToken}`,
    String.raw`${wordStart}(?:case(?: file)?|docket|affaire|dossier|expediente|causa)\s+(?:[A-Z]{1,4}[/-])?\d{1,6}[/-](?:[A-Z]{1,4}[/-])?\d{1,6}${wordEnd}`,
    String.raw`${wordStart}дел[оауе]м?\s+(?:[А-Я]{1,3}-?)?\d{1,6}[/-]\d{1,6}(?:[/-]\d{1,6})?${wordEnd}`,
    String.raw`${wordStart}[وبل]?(?:ال)?(?:قضية|دعوى|محضر)\s+\d{1,6}/\d{2,6}${wordEnd}`,
    String.raw`${wordStart}(?:[Уу]головн\p{L}+ )?(?:[Дд]ел\p{L}{0,3}|КУСП|[Мм]атериал\p{L}{0,3}(?: проверки)?)\s+(?:№|номер|N)\s*${caseToken}`,
    String.raw`${wordStart}[وبل]?(?:ال)?(?:قضية|ملف|محضر|دعوى|بلاغ|شكوى|جناية|جنحة)\s+(?:ال\p{L}{2,12}\s+)?(?:ذات الرقم|رقم|عدد)\s*:?\s*${caseToken}`,
    String.raw`(?:案号|案件编号|案卷号|卷宗号|案件号|立案号|受案号|报案号|档案号|(?:投诉|举报|申诉)编号)[:：\s]{0,3}${caseToken}`,
    String.raw`\d{4}\p{Script=Han}{0,2}[刑民诉初终检字]\p{Script=Han}{0,2}第\d{1,6}号`,
    String.raw`案件?第?\d{4}[-/]\d{1,6}号?`,
    String.raw`[（(]\d{4}[）)]\p{Script=Han}{1,6}\d{0,4}\p{Script=Han}{1,4}\d{1,6}号`,
  ),
  'giu',
);

/** `Docket CAS 118/06/2023`: the letters have capitals. */
const letteredCasePattern =
  /(?<![\p{L}\p{N}])(?:[Cc]ase|[Dd]ocket|[Mm]atter|[Dd]ossier|[Aa]ffaire|[Ee]xpediente|[Cc]ausa|[Ss]umario) [A-Z]{1,5}[ -]?\d{1,6}[/-]\d{1,6}(?:[/-]\d{1,6})?/gu;

/** A case of a handbook or an exercise: one or two digits alone. */
const shortCaseNumber = /[^\p{L}\d/.-]\d{1,2}$/u;

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
  const cases = [...plain.matchAll(caseNumberPattern), ...plain.matchAll(letteredCasePattern)]
    .filter(({ 0: found }) => !shortCaseNumber.test(found))
    .map((match) => hitOf('case', match.index, match[0].length));
  const numbers = [...plain.matchAll(numberPattern)].flatMap((match): readonly PersonalDataHit[] => {
    const groups = withoutDates(match[0]);
    // Most numbers are short, and the words around them need not be read.
    if (digitCountOf(groups) < minimumCuedDigits) return [];
    const number = numberInText(plain, match.index, match[0], groups);
    const personalDataKind = kindOfNumber(number);
    return personalDataKind === null ? [] : [hitOf(personalDataKind, number.at, number.text.length)];
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
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d/_.-])(?!(?:[Nn][orº]?|[Nn]os|[Nn]ro|[Tt][eé]l|[Тт]ел|[Mm]ob|[Ff]ax)[.º]*$)(?:[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\d/_.-]*|(?!ID|NO|UN|EU|SN|PO|PN|PR|WO|HP|TV|IP|BP)[A-Z]{1,2} )$/u;
const longestPrefix = 24;

/** 2026-11-24, 24.11.2026, 24/11/26, and single years, as in 2024-2026. */
const datePattern =
  /(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}[-–]\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}(?!\d)|(?<!\d[-./]?)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2}))(?![-.]?\d)|(?<!\d)(?:19|20)\d{2}(?!\d)/g;
const withoutDates = (found: string): string =>
  found.replaceAll(datePattern, ' ').replaceAll(/^[\s/–-]+|[\s/–-]+$/g, '');

/** Kind of a number; null where it leads to nobody. */
function kindOfNumber(number: NumberInText): PersonalDataKind | null {
  const { digits, groups, prefix, before } = number;
  const count = digits.length;
  if (groups.startsWith('+') && count >= minimumLongDigits && count <= 15) return 'phone';
  if (pointedThousands.test(groups) && prefix === '' && pointedDocumentCue.test(before)) return 'identity';
  if (isAmount(number) || isAddressOrVersion(number)) return null;
  if (identityCue.test(before)) return 'identity';
  if (accountCue.test(before) && count >= minimumPhoneDigits) return 'account';
  if (prefix === '' && count >= minimumPhoneDigits && count <= 15 && hasPhoneCue(number)) return 'phone';
  if (spacedThousands.test(groups) || isCoordinate(number) || isReference(number)) return null;
  if (documentPrefix.test(prefix)) return count >= 6 && count <= 9 ? 'identity' : null;
  if (count < minimumLongDigits) return null;
  if (isTelephone(groups, count)) return 'phone';
  return isRoundCount(number) || compactDate.test(digits) ? null : 'digits';
}

const hasPhoneCue = ({ groups, digits, before }: NumberInText): boolean =>
  phoneCue.test(before) ||
  (callCue.test(before) && (nearCallCue.test(before) || isTelephone(groups, digits.length)));

/** Fewest digits of a number that a word before it names as a document. */
const minimumCuedDigits = 5;
const minimumPhoneDigits = 6;
/** Fewest digits of a long number: the shortest telephone numbers with their area. */
const minimumLongDigits = 7;

/** Letters of a passport: `P4521987`, `AB 1234567`. */
const documentPrefix = /^[A-Z]{1,2} ?$/;

/** Thousands with commas, points or apostrophes: no telephone is written so. */
const punctuatedThousands = /^[1-9]\d{0,2}(?:,\d{2,3})*(?:([.,'’٬])\d{3})(?:\1\d{3})*(?:[.,٫]\d{1,2})?$/;
const pointedThousands = /^\d{1,3}(?:\.\d{3}){2,3}(?:-[\dkK])?$/;
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

/** Addresses of computers and versions of programs: `10.24.16.3`, `10.0.19045`. */
const isAddressOrVersion = ({ groups }: NumberInText): boolean =>
  /^(?:(?:\d|[1-9]\d|1\d\d|2[0-5]\d)(?:\.(?:0|[1-9]\d{0,2})){3}(?:\/\d\d?)?(?:[,-] ?|$))+$/.test(groups) ||
  /^[1-9]?\d\.(?:0|[1-9]\d?)\.[1-9]\d{2,5}(?:\.\d{1,6})?$/.test(groups);

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
