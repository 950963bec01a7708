import type { Attribute, Feature } from '../../model.ts';
import type { Step } from '../step.ts';
import { has, isBereich, leaf, take, valueOf, valuesOf } from './attributes.ts';

/** Property of 4.x → code of XP_ExterneReferenzTyp. */
const REFERENCE_TYPES: Record<string, string> = {
	refBeschreibung: '1000',
	refBegruendung: '1010',
	refLegende: '1020',
	refRechtsplan: '1030',
	refPlangrundlage: '1040',
	refUmweltbericht: '1050',
	refSatzung: '1060',
	refErlaeuterung: '1080',
	refKoordinatenListe: '2000',
	refGrundstuecksverzeichnis: '2100',
	refPflanzliste: '2200',
	refGruenordnungsplan: '2300',
	rechtsverbindlich: '9998',
	informell: '9999'
};

/** `refBegruendung` and the like become `externeReferenz` with a code. Those of rasters (`XP_RasterplanBasis.refLegende`) stay. */
export function rebuildReferences4(feature: Feature, target: string, step: Step): void {
	if (step.target.property(target, 'externeReferenz') === undefined) return;
	for (const attribute of feature.attributes) {
		const code = REFERENCE_TYPES[attribute.name];
		if (code === undefined || attribute.type === undefined || step.target.property(target, attribute.name) !== undefined) continue;
		step.ledger.change(feature.class, attribute.name, `wird externeReferenz mit typ ${code}`);
		attribute.name = 'externeReferenz';
		attribute.type = 'XP_SpezExterneReferenz';
		(attribute.attributes ??= []).push(step.made(leaf('typ', code)));
	}
}

/** LP_Status → LP_Rechtscharakter. */
const LP_STATUS: Record<string, string> = { '1000': '1000', '2000': '2000', '3000': '3000', '9999': '9999' };

/** What was taken over for information is a Rechtscharakter of its own; the status of landscape plans too. */
export function rebuildLegalCharacter(feature: Feature, target: string, step: Step): void {
	const known = step.target.property(target, 'rechtscharakter');
	if (known === undefined) return;
	if (feature.class.startsWith('LP_')) {
		for (const status of take(feature, 'status')) {
			const code = LP_STATUS[status.value ?? ''];
			if (code === undefined || has(feature, 'rechtscharakter')) step.ledger.lose(feature, status, 'Dieser Status hat keine Entsprechung.');
			else {
				feature.attributes.push(step.made(leaf('rechtscharakter', code)));
				step.ledger.change(feature.class, 'status', `wird rechtscharakter ${code}`);
			}
		}
	}
	if (has(feature, 'rechtscharakter') || !has(feature, 'gehoertNachrichtlichZuBereich')) return;
	if (feature.attributes.some(({ name }) => /^gehoertZu[A-Z]{2}_Bereich$/.test(name))) return;
	if (!step.target.codes(known.enumeration ?? '')?.includes('2000')) return;
	feature.attributes.push(step.made(leaf('rechtscharakter', feature.class.startsWith('LP_') ? '3000' : '2000')));
	step.ledger.change(feature.class, 'gehoertNachrichtlichZuBereich', 'ergibt den Rechtscharakter „Nachrichtliche Übernahme“');
}

/** Day of issue of the versions of the BauNVO (BGBl.). */
const BAUNVO: Record<string, [text: string, date?: string]> = {
	'1000': ['BauNVO 1962', '1962-06-26'],
	'2000': ['BauNVO 1968', '1968-11-26'],
	'3000': ['BauNVO 1977', '1977-09-15'],
	'4000': ['BauNVO 1990', '1990-01-23'],
	'9999': ['Andere gesetzliche Bestimmung']
};

/** Legal basis as date and text; meanings of Bereiche that are gone as text. */
export function rebuildBereich4(feature: Feature, target: string, step: Step): void {
	if (!isBereich(feature)) return;
	for (const version of take(feature, 'versionBauNVO')) {
		const known = BAUNVO[version.value ?? ''];
		if (known === undefined) {
			step.ledger.lose(feature, version, 'Diese Fassung der BauNVO ist unbekannt.');
			continue;
		}
		if (!has(feature, 'versionBauNVOText')) feature.attributes.push(leaf('versionBauNVOText', known[0]));
		if (known[1] !== undefined) feature.attributes.push(step.made(leaf('versionBauNVODatum', known[1])));
		step.ledger.change(feature.class, 'versionBauNVO', 'wird versionBauNVODatum und versionBauNVOText');
	}
	for (const date of take(feature, 'versionBauGB')) {
		feature.attributes.push({ ...date, name: 'versionBauGBDatum' });
		step.ledger.change(feature.class, 'versionBauGB', 'heißt versionBauGBDatum');
	}
	const meaning = feature.attributes.find(({ name }) => name === 'bedeutung');
	if (meaning?.value === undefined || step.target.codes('XP_BedeutungenBereich')!.includes(meaning.value)) return;
	const label = step.labelOf('XP_BedeutungenBereich', meaning.value);
	if (label === undefined) return;
	const detail = valueOf(feature, 'detaillierteBedeutung');
	take(feature, 'detaillierteBedeutung');
	feature.attributes.push(leaf('detaillierteBedeutung', detail ? `${label}: ${detail}` : label));
	step.ledger.change(feature.class, 'bedeutung', `„${label}“ wird „Sonstiges“ mit detaillierteBedeutung`);
	meaning.value = '9999';
}

const SPECIAL = /^(besondereZweckbestimmung|weitereBesondZweckbestimmung\d)$/;
const MORE = /^weitereZweckbestimmung\d?$/;
const DETAIL = /^weitereDetailZweckbestimmung\d$/;
/** Where special kinds stood beside the kind itself. */
const SPECIAL_OF_KIND: Record<string, string> = { besondereArtDerFestlegung: 'artDerFestlegung' };

/**
 * One property, repeated, instead of numbered ones; special codes stand in the same list as the general ones. The general code a special
 * one belongs to (`1600` to `16002`) says nothing more and is left out.
 */
export function rebuildPurposes(feature: Feature, _: string, step: Step): void {
	for (const [special, general] of Object.entries(SPECIAL_OF_KIND)) {
		for (const each of take(feature, special)) {
			const [old] = take(feature, general);
			if (old !== undefined && !each.value?.startsWith(old.value?.slice(0, 2) ?? '')) {
				step.ledger.lose(feature, old, 'Neben der besonderen Art ist keine allgemeine mehr möglich.');
			}
			feature.attributes.push({ ...each, name: general });
			step.ledger.change(feature.class, special, `steht in ${general}`);
		}
	}
	if (!feature.attributes.some(({ name }) => SPECIAL.test(name) || MORE.test(name) || DETAIL.test(name))) return;
	const enumerationOf = (name: string): string | undefined => step.source.property(feature.class, name)?.enumeration;
	const purposes: Attribute[] = [];
	const specials: Attribute[] = [];
	const details: Attribute[] = [];
	const rest: Attribute[] = [];
	for (const attribute of feature.attributes) {
		const { name } = attribute;
		if (SPECIAL.test(name)) specials.push(attribute);
		else if (name === 'zweckbestimmung' || MORE.test(name)) purposes.push(attribute);
		else if (name === 'detaillierteZweckbestimmung' || DETAIL.test(name)) details.push(attribute);
		else {
			rest.push(attribute);
			continue;
		}
		const now = DETAIL.test(name) ? 'detaillierteZweckbestimmung' : 'zweckbestimmung';
		if (name !== now && name !== 'detaillierteZweckbestimmung') step.ledger.change(feature.class, name, `steht in ${now}`);
	}
	const targetEnumeration = step.target.property(feature.class, 'zweckbestimmung')?.enumeration;
	const implied = new Set(specials.map(({ value }) => value?.slice(0, 2)));
	const result: Attribute[] = purposes
		.filter(({ value }) => !implied.has(value?.slice(0, 2)))
		.map((attribute) => ({ ...attribute, name: 'zweckbestimmung' }));
	for (const attribute of specials) {
		const enumeration = enumerationOf(attribute.name);
		// Both lists were put together: a code stayed what it was, even where its label was reworded.
		const same = step.target.codes(targetEnumeration ?? '')?.includes(attribute.value ?? '');
		const mapped = enumeration && targetEnumeration ? step.codes(enumeration, targetEnumeration, attribute.value ?? '') : [];
		const codes = same ? [{ code: attribute.value! }] : mapped;
		if (codes.length === 0) step.ledger.lose(feature, attribute, 'Diesen Code gibt es in der neuen Version nicht.');
		for (const { code } of codes) result.push(step.made(leaf('zweckbestimmung', code)));
	}
	for (const attribute of details) result.push({ ...attribute, name: 'detaillierteZweckbestimmung' });
	feature.attributes = [...rest, ...result];
	if (valuesOf(feature, 'zweckbestimmung').length === 0 && purposes.length > 0) feature.attributes.push({ ...purposes[0]!, name: 'zweckbestimmung' });
}

/** RP_EntsorgungTypen (4.x) → the list of its kind, of which only the general entry is known. */
const DISPOSAL: Record<string, string> = { '1000': 'typAE', '2000': 'typAW' };

/** What regional plans said in one property and now say in several. */
export function rebuildRegional(feature: Feature, _: string, step: Step): void {
	if (feature.class === 'RP_Achse' && valueOf(feature, 'achsenTyp') === '2000') {
		feature.attributes.push(step.made(leaf('bedeutsamkeit', '3000')));
		step.ledger.change(feature.class, 'achsenTyp', '„Großräumige Achse“ wird typ 1000 (Achse) mit bedeutsamkeit 3000 (Großräumig)');
	}
	if (feature.class !== 'RP_Entsorgung') return;
	for (const kind of take(feature, 'typ')) {
		const name = DISPOSAL[kind.value ?? ''];
		if (name === undefined) step.ledger.lose(feature, kind, 'Die neue Version kennt nur Abfall und Abwasser.');
		else {
			feature.attributes.push(step.made(leaf(name, '9999')));
			step.ledger.change(feature.class, 'typ', `steht in ${name}`);
		}
	}
}
