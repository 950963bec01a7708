/** Single characters of datatype C of DIN 91379 (names, texts): line breaks, Latin letters with their marks, signs. */
const SINGLE =
	'\\t\\n\\r -~\\u00a0-\\u00ac\\u00ae-\\u017e\\u0187\\u0188\\u018f\\u0197\\u01a0\\u01a1\\u01af\\u01b0\\u01b7\\u01cd-\\u01dc\\u01de\\u01df\\u01e2-\\u01f0' +
	'\\u01f4\\u01f5\\u01f8-\\u01ff\\u0212\\u0213\\u0218-\\u021b\\u021e\\u021f\\u0227-\\u0233\\u0259\\u0268\\u0292\\u02b9\\u02ba\\u02be\\u02bf\\u02c8\\u02cc' +
	'\\u1e02\\u1e03\\u1e06\\u1e07\\u1e0a-\\u1e11\\u1e1c-\\u1e2b\\u1e2f-\\u1e37\\u1e3a\\u1e3b\\u1e40-\\u1e49\\u1e52-\\u1e5b\\u1e5e-\\u1e63\\u1e6a-\\u1e6f' +
	'\\u1e80-\\u1e87\\u1e8c-\\u1e97\\u1e9e\\u1ea0-\\u1ef9\\u2019\\u2021\\u20ac';
/** Letters that exist only with a combining mark; those that both editions of the norm have. */
const COMBINED: [string, string[]][] = [
	['Aa', ['\u030b']],
	['Cc', ['\u0300', '\u0304', '\u0306', '\u0308', '\u0315', '\u0323', '\u0326', '\u0328\u0306']],
	['Dd', ['\u0302']],
	['Ff', ['\u0300', '\u0304']],
	['Gg', ['\u0300']],
	['Hh', ['\u0304', '\u0326']],
	['Jj', ['\u0301']],
	['Kk', ['\u0300', '\u0302', '\u0304', '\u0307', '\u0315', '\u031b', '\u0326']],
	['Ll', ['\u0302', '\u0325\u0304', '\u0325', '\u0326']],
	['Mm', ['\u0300', '\u0302', '\u0306', '\u0310']],
	['Nn', ['\u0302', '\u0304', '\u0306', '\u0326']],
	['Pp', ['\u0300', '\u0304', '\u0315', '\u0323']],
	['Rr', ['\u0306', '\u0325\u0304', '\u0325']],
	['Ss', ['\u0300', '\u0304', '\u031b\u0304', '\u0331']],
	['Tt', ['\u0300', '\u0304', '\u0315', '\u031b']],
	['Uu', ['\u0307']],
	['Zz', ['\u0300', '\u0304', '\u0306', '\u0308', '\u0327']],
	['\u010c\u010d', ['\u0315', '\u0323']],
	['\u017d\u017e', ['\u0326', '\u0327']],
	['\u1ee4\u1ee5', ['\u0304', '\u0308']]
];
const combinations = COMBINED.flatMap(([letters, marks]) => [...letters].flatMap((letter) => marks.map((mark) => letter + mark)));
const ALLOWED = new RegExp(`(?:${combinations.join('|')})|[${SINGLE}]`, 'gu');

/** Signs of typesetting and what stands for them in the norm. */
const SUBSTITUTES: Record<string, string> = {
	'„': '"',
	'“': '"',
	'”': '"',
	'‚': '’',
	'‘': '’',
	'–': '-',
	'—': '-',
	'‐': '-',
	'‑': '-',
	'−': '-',
	'…': '...',
	'•': '-',
	'\u2028': '\n',
	'\u2029': '\n\n',
	'\u202f': '\u00a0',
	'‰': ' Promille',
	'≤': '<=',
	'≥': '>=',
	'™': '(TM)'
};
const LETTER = /^[\p{Letter}\p{Number}]$/u;

/**
 * A text as DIN 91379 allows it (datatype C): composed (NFC), signs of typesetting by their plain ones; letters and digits of other
 * scripts become `?`, so that the reader sees that something stood there; everything else (emoji, control characters) goes.
 */
export function cleanText(text: string): string {
	const plain = text.normalize('NFC').replace(/[„“”‚‘–—‐‑−…•\u2028\u2029\u202f‰≤≥™]/g, (sign) => SUBSTITUTES[sign]!);
	let clean = '';
	let at = 0;
	for (const match of plain.matchAll(ALLOWED)) {
		clean += substitute(plain.slice(at, match.index)) + match[0];
		at = match.index + match[0].length;
	}
	return clean + substitute(plain.slice(at));
}

function substitute(text: string): string {
	let result = '';
	for (const sign of text) {
		if (!LETTER.test(sign)) continue;
		// A letter with marks that the norm lacks keeps its base letter.
		const base = sign.normalize('NFD')[0]!;
		result += base !== sign && /[A-Za-z]/.test(base) ? base : '?';
	}
	return result;
}

/** A text in one line (xs:token, xs:normalizedString). */
export function cleanLine(text: string): string {
	return cleanText(text).replace(/\s+/g, ' ').trim();
}
