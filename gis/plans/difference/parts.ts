import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { labelOfClass, labelOfProperty } from '../../../importers/xplan/catalogue/labels.ts';
import type { PlanText } from '../types.ts';
import { compareAttributes, type ComparedSide } from './attributes.ts';
import { matchByKeys } from './match.ts';
import type { BereichRow, DocumentRow } from './rows-queries.ts';
import type { AttributeChange, ChangeKind, DifferenceEntry } from './types.ts';
import { sameWords, wordDifference } from './words.ts';

/** Texts, Bereiche and documents of two versions: few rows, matched and compared in memory. Pure. */

export type NewEntry = Omit<DifferenceEntry, 'position'>;
export type SideOf = (className: string, attributes: ComparedSide['attributes'], gmlId: string) => ComparedSide;
export interface Sides {
	before: SideOf;
	after: SideOf;
}

/** Pairs of texts: by gml:id, by number (schluessel) within their kind, by the same words. */
export function matchTexts(from: PlanText[], to: PlanText[]) {
	const kind = (text: PlanText) => (isReason(text) ? 'reason' : 'text');
	return matchByKeys(from, to, [
		(text) => `${kind(text)} ${text.gmlId}`,
		(text) => (text.key ? `${kind(text)} ${text.key}` : null),
		(text) => (text.body ? `${kind(text)} ${text.body.replace(/\s+/g, ' ').trim()}` : null)
	]);
}

const isReason = (text: PlanText): boolean => text.class.includes('Begruendung');
const BODY = new Set(['text']);

export function textEntries(matched: ReturnType<typeof matchTexts>, sides: Sides): { entries: NewEntry[]; unchanged: number } {
	const entries: NewEntry[] = [];
	for (const { from, to, key } of matched.pairs) {
		const attributes = compareAttributes(sides.before(from.class, from.attributes, from.gmlId), sides.after(to.class, to.attributes, to.gmlId), BODY);
		const words = sameWords(from.body, to.body) ? null : wordDifference(from.body, to.body);
		if (attributes.length === 0 && !words) continue;
		entries.push({ ...textEntry('changed', from, to), attributes, words, matchedBy: key === 0 ? 'id' : 'content' });
	}
	const unchanged = matched.pairs.length - entries.length;
	entries.push(...matched.to.map((text) => ({ ...textEntry('added', null, text), words: wordDifference(null, text.body) })));
	entries.push(...matched.from.map((text) => ({ ...textEntry('removed', text, null), words: wordDifference(text.body, null) })));
	return { entries, unchanged };
}

function textEntry(kind: ChangeKind, from: PlanText | null, to: PlanText | null): NewEntry {
	const text = (to ?? from)!;
	const title = labelOfClass(text.class);
	const label = text.key ?? text.body?.trim().slice(0, 60) ?? null;
	return { subject: 'text', kind, class: text.class, fromGmlId: from?.gmlId ?? null, toGmlId: to?.gmlId ?? null, title, label, attributes: [], geometry: null, words: null, matchedBy: null };
}

/** Pairs of Bereiche: by gml:id, by number, by name, and the only one of each side. */
export function matchBereiche(from: BereichRow[], to: BereichRow[]) {
	return matchByKeys(from, to, [(row) => row.gmlId, (row) => row.number, (row) => row.name, () => 'only']);
}

export function bereichEntry(kind: ChangeKind, from: BereichRow | null, to: BereichRow | null): NewEntry {
	const row = (to ?? from)!;
	const label = [row.number, row.name].filter(Boolean).join(' ') || null;
	return { subject: 'bereich', kind, class: row.class, fromGmlId: from?.gmlId ?? null, toGmlId: to?.gmlId ?? null, title: labelOfClass(row.class), label, attributes: [], geometry: null, words: null, matchedBy: null };
}

/** Documents by content, by kind and name, by address, by kind alone. */
export function documentEntries(from: DocumentRow[], to: DocumentRow[], catalogue: Catalogue): { entries: NewEntry[]; unchanged: number } {
	const matched = matchByKeys(from, to, [
		(row) => (row.sha256 ? `${row.sha256} ${row.name}` : null),
		(row) => `${row.type} ${row.name}`,
		(row) => row.sha256,
		(row) => row.url,
		(row) => row.type
	]);
	const type = (row: DocumentRow) => (row.type && (catalogue.enumerationLabel('XP_ExterneReferenzTyp', row.type)?.label ?? (/^\d+$/.test(row.type) ? null : labelOfProperty(row.type)))) || null;
	const entry = (kind: ChangeKind, row: DocumentRow, attributes: AttributeChange[] = []): NewEntry => ({
		subject: 'document',
		kind,
		class: 'XP_ExterneReferenz',
		fromGmlId: null,
		toGmlId: null,
		title: type(row) ?? labelOfClass('XP_ExterneReferenz'),
		label: row.name,
		attributes,
		geometry: null,
		words: null,
		matchedBy: kind === 'changed' ? 'content' : null
	});
	const changed = matched.pairs.flatMap(({ from: a, to: b }) => {
		const changes = [
			property('referenzName', a.name, b.name),
			property('typ', type(a), type(b)),
			// The path inside a ZIP says nothing where the portal has the file.
			property('referenzURL', a.sha256 ? null : a.url, b.sha256 ? null : b.url),
			contentChange(a, b)
		].filter((each) => each !== null);
		return changes.length > 0 ? [entry('changed', b, changes)] : [];
	});
	return {
		entries: [...matched.to.map((row) => entry('added', row)), ...matched.from.map((row) => entry('removed', row)), ...changed],
		unchanged: matched.pairs.length - changed.length
	};
}

function property(name: string, before: string | null, after: string | null): AttributeChange | null {
	return before === after ? null : { name, labels: [labelOfProperty(name)], before, after };
}

function contentChange(a: DocumentRow, b: DocumentRow): AttributeChange | null {
	if (a.sha256 === b.sha256) return null;
	const text = (row: DocumentRow) => (row.sha256 ? `${((row.size ?? 0) / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1 })} kB, SHA-256 ${row.sha256.slice(0, 12)} …` : null);
	return { name: 'inhalt', labels: ['Inhalt der Datei'], before: text(a), after: text(b) };
}
