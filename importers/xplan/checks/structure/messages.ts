/** What findings of the structure say, in plain German: what is wrong and what to do. */

import type { Catalogue } from '../../catalogue/catalogue.ts';
import { labelOfClass, labelOfProperty } from '../../catalogue/labels.ts';
import { germanNumber } from '../../german-number.ts';
import type { ElementDeclaration, Schema } from './schema.ts';
import type { SimpleType } from './simple-types.ts';

const MOST_NAMES = 6;
const MOST_CODES = 8;

/** Names come from files and may be of any length. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

const quoted = (name: string): string => `„${short(name)}“`;

/** `rechtscharakter (Rechtscharakter)`: the label only where it says more than the name. */
export function named({ local, space }: { local: string; space: number }): string {
	if (space !== 0) return quoted(local);
	const label = /^[A-Z]{2}_/.test(local) ? labelOfClass(local) : labelOfProperty(local);
	return label.toLowerCase() === local.toLowerCase() ? quoted(local) : `${quoted(local)} (${label})`;
}

function listed(items: string[], most: number): string {
	const more = items.length - most;
	const shown = items.slice(0, most).join(', ');
	return more > 0 ? `${shown} und ${germanNumber(more)} weitere` : shown;
}

/** What may stand at a place: elements that are only an idea are replaced by those that can stand for them. */
export function allowed(declarations: ElementDeclaration[], schema: Schema): string {
	const names = declarations.flatMap((declaration) => {
		if (!declaration.abstract) return [named(declaration)];
		if (declaration.key === 'gml:AbstractFeature') return ['eine Objektart von XPlanGML'];
		return schema.substitutesOf(declaration).map((member) => quoted(member.local));
	});
	return listed([...new Set(names)], MOST_NAMES);
}

/** A name among those that is almost the given one: at most two letters apart. */
function similar(name: string, declarations: ElementDeclaration[]): string | undefined {
	if (name.length > 60) return undefined;
	return declarations.find(({ local }) => Math.abs(local.length - name.length) <= 2 && distance(local.toLowerCase(), name.toLowerCase()) <= 2)?.local;
}

/** Letters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		}
		row = next;
	}
	return row[b.length]!;
}

/** What to do about a name that has no place: which one is meant, or what may stand there. */
export function insteadOf(name: string, expected: ElementDeclaration[], schema: Schema): string {
	const meant = similar(name, expected);
	return meant === undefined ? MESSAGES.allowedHere(allowed(expected, schema)) : MESSAGES.meant(meant);
}

const FORMS: Record<string, string> = {
	'xs:date': 'ein Datum in der Form JJJJ-MM-TT, zum Beispiel 2024-03-31',
	'xs:dateTime': 'ein Zeitpunkt in der Form JJJJ-MM-TTThh:mm:ss',
	'xs:duration': 'eine Dauer wie P1Y6M (ein Jahr, sechs Monate)',
	'xs:boolean': '„true“ oder „false“',
	'xs:int': 'eine ganze Zahl',
	'xs:integer': 'eine ganze Zahl',
	'xs:positiveInteger': 'eine ganze Zahl ab 1',
	'xs:nonNegativeInteger': 'eine ganze Zahl ab 0',
	'xs:double': 'eine Zahl mit Dezimalpunkt, zum Beispiel 0.4',
	'xs:decimal': 'eine Zahl mit Dezimalpunkt, zum Beispiel 0.4',
	'xs:double-list': 'Zahlen mit Dezimalpunkt, durch Leerzeichen getrennt',
	'xs:integer-list': 'ganze Zahlen, durch Leerzeichen getrennt',
	'xs:anyURI': 'eine Adresse (URI)',
	'xs:ID': 'eine Kennung, die mit einem Buchstaben oder „_“ beginnt und weder Leerzeichen noch Doppelpunkt enthält',
	'xs:NCName': 'ein Name ohne Leerzeichen und Doppelpunkt',
	'xs:NCName-list': 'Namen ohne Doppelpunkt, durch Leerzeichen getrennt',
	'gml:UomIdentifier': 'eine Maßeinheit ohne Leerzeichen, zum Beispiel m, m2 oder grad'
};

/** What a text of the type looks like. */
export function formOf(type: SimpleType, catalogue: Catalogue): string {
	if (type.codes) {
		const codes = type.codes.map((code) => {
			const label = catalogue.enumerationLabel(type.name, code)?.label;
			return label && label !== code ? `${code} (${label})` : code;
		});
		return listed(codes, MOST_CODES);
	}
	return FORMS[type.name] ?? FORMS[type.builtIn ?? ''] ?? `ein Wert des Typs ${type.name}`;
}

export const MESSAGES = {
	root: (name: string, version: string) =>
		`Das erste Element heißt ${quoted(name)}; XPlanGML ${version} kennt es nicht. Es muss XPlanAuszug heißen.`,
	unknown: (name: string, version: string, where: string) =>
		`Das Element ${quoted(name)} gibt es in XPlanGML ${version} nicht. ${where}`,
	unexpected: (name: string, parent: string, where: string) =>
		`Das Element ${quoted(name)} darf in ${quoted(parent)} nicht stehen. ${where}`,
	foreign: (name: string, uri: string, version: string, where: string) =>
		`Das Element ${quoted(name)} gehört nicht zu XPlanGML ${version}, sondern zum Namensraum ${quoted(uri)}. ${where}`,
	meant: (name: string) => `Gemeint ist wohl ${quoted(name)}; bitte berichtigen Sie den Namen.`,
	allowedHere: (names: string) =>
		names === '' ? 'Hier darf kein weiteres Element folgen; bitte löschen Sie es.' : `Bitte löschen oder ersetzen Sie es; hier erlaubt: ${names}.`,
	notChecked: 'Es wird nicht geprüft; bitte berichtigen Sie den Namen der Objektart.',
	anyElement: 'ein Element',
	onlyText: 'Hier ist nur Text erlaubt.',
	mustBeEmpty: 'Das Element muss leer bleiben; der Verweis steht in xlink:href.',
	wrongNamespace: (name: string, given: string, right: string) =>
		`Das Element ${quoted(name)} liegt im falschen Namensraum (${given === '' ? 'keinem' : quoted(given)}); richtig ist ${quoted(right)}.`,
	repeated: (name: string, parent: string) =>
		`Das Element ${quoted(name)} steht in ${quoted(parent)} öfter, als es vorkommen darf. Bitte löschen Sie eines.`,
	order: (name: string, parent: string, last: string) =>
		`Das Element ${quoted(name)} steht in ${quoted(parent)} an der falschen Stelle. Bitte verschieben Sie es vor ${quoted(last)}.`,
	missing: (names: string, parent: string, before?: string) =>
		`In ${quoted(parent)} fehlt ${before === undefined ? 'am Ende' : `vor ${quoted(before)}`}: ${names}. Bitte ergänzen Sie es.`,
	abstract: (name: string, names: string) =>
		`Das Element ${quoted(name)} ist nur ein Oberbegriff. Bitte verwenden Sie stattdessen: ${names}.`,
	abstractType: (name: string) =>
		`Der Typ des Elements ${quoted(name)} ist nur ein Oberbegriff. Bitte nennen Sie mit xsi:type den genauen Typ.`,
	text: (name: string, text: string) =>
		text.trim() === ''
			? `Das Element ${quoted(name)} muss leer bleiben; auch Leerzeichen und Zeilenumbrüche sind darin nicht erlaubt.`
			: `Im Element ${quoted(name)} steht der Text ${quoted(text.trim())}; dort ist kein Text erlaubt. Bitte löschen Sie ihn.`,
	value: (name: string, value: string, form: string) =>
		value.trim() === ''
			? `Das Element ${quoted(name)} ist leer. Nötig ist: ${form}.`
			: `Der Wert ${quoted(value)} von ${quoted(name)} ist falsch. Nötig ist: ${form}.`,
	code: (name: string, value: string, codes: string) =>
		`Den Code ${quoted(value)} gibt es bei ${quoted(name)} nicht. Erlaubt: ${codes}.`,
	whitespace: (name: string) =>
		`Um den Wert von ${quoted(name)} stehen Leerzeichen oder Zeilenumbrüche. ` +
		'Das ist erlaubt, doch manche Programme lesen den Wert dann nicht.',
	attributeUnknown: (attribute: string, name: string) =>
		`Das Attribut ${quoted(attribute)} ist am Element ${quoted(name)} nicht erlaubt. Bitte löschen Sie es.`,
	attributeMissing: (attribute: string, name: string) =>
		`Am Element ${quoted(name)} fehlt das Attribut ${quoted(attribute)}. Bitte ergänzen Sie es.`,
	attributeValue: (attribute: string, name: string, value: string, form: string) =>
		`Das Attribut ${quoted(attribute)} am Element ${quoted(name)} hat den falschen Wert ${quoted(value)}. Nötig ist: ${form}.`,
	idDuplicate: (id: string) =>
		`Die gml:id ${quoted(id)} kommt in der Datei schon vor. Bitte vergeben Sie eine eigene; jede darf nur einmal vorkommen.`,
	typeUnknown: (type: string) =>
		`Den Typ ${quoted(type)} in xsi:type gibt es nicht. Bitte löschen Sie die Angabe oder berichtigen Sie sie.`,
	typeNotDerived: (type: string, name: string) =>
		`Der Typ ${quoted(type)} in xsi:type passt nicht zum Element ${quoted(name)}. Bitte löschen Sie die Angabe oder berichtigen Sie sie.`,
	nil: (name: string) =>
		`Das Element ${quoted(name)} darf nicht mit xsi:nil als leer gekennzeichnet werden. Bitte löschen Sie die Angabe.`,
	nilContent: (name: string) =>
		`Das Element ${quoted(name)} ist mit xsi:nil als leer gekennzeichnet, hat aber einen Inhalt. Bitte löschen Sie eines von beiden.`,
	tooManyIds: (line: number) =>
		`Die Datei enthält bis Zeile ${line} mehr gml:ids, als geprüft werden können. Bitte teilen Sie den Plan auf.`,
	tooMuchBefore: (line: number) =>
		`Die Datei enthält bis Zeile ${line} noch kein Objekt, an dem die XPlanGML-Version zu erkennen ist. Bitte exportieren Sie den Plan neu.`
};
