import type { Attribute, Feature } from '../../model.ts';
import type { Step } from '../step.ts';
import { dataType, leaf, take, valueOf } from './attributes.ts';

/** Code, details and free text become one data type. Target property → what it is made of. */
interface Complex {
	general: string[];
	details: string[];
	text: string[];
	textName: string;
}

const PURPOSE: Complex = {
	general: ['zweckbestimmung', 'artDerFestlegung'],
	details: ['detaillierteZweckbestimmung', 'detailArtDerFestlegung'],
	text: ['textlicheErgaenzung'],
	textName: 'textlicheErgaenzung'
};
const COMPLEX: Record<string, Complex> = {
	zweckbestimmung: PURPOSE,
	artDerFestlegung: PURPOSE,
	sondernutzung: {
		general: ['sondernutzung', 'sonderNutzung'],
		details: ['detaillierteSondernutzung'],
		text: ['nutzungText'],
		textName: 'nutzungText'
	}
};
const OTHER = '9999';

/** Builds `zweckbestimmung`, `artDerFestlegung` and `sondernutzung` where they have become data types. */
export function rebuildComplexTypes(feature: Feature, target: string, step: Step): void {
	if (target === 'SO_Strassenverkehr') rebuildRoads(feature, step);
	for (const [name, complex] of Object.entries(COMPLEX)) {
		const property = step.target.property(target, name);
		if (property?.kind !== 'dataType' || property.target === undefined) continue;
		rebuild(feature, name, property.target, complex, step);
	}
}

function rebuild(feature: Feature, name: string, type: string, complex: Complex, step: Step): void {
	const details = take(feature, ...complex.details);
	const general = take(feature, ...complex.general);
	if (general.length === 0 && details.length === 0) return;
	const texts = take(feature, ...complex.text);
	const enumeration = step.target.property(type, 'allgemein')!.enumeration!;
	const made: { attributes: Attribute[]; texts: string[] }[] = [];
	for (const each of general) {
		const source = step.source.property(feature.class, each.name)?.enumeration ?? enumeration;
		const codes = step.codes(source, enumeration, each.value ?? '');
		if (codes.length === 0) {
			// The text keeps what no code says any more.
			const label = step.labelOf(source, each.value ?? '') ?? each.value ?? '';
			made.push({ attributes: [leaf('allgemein', OTHER)], texts: [label] });
			step.ledger.change(feature.class, each.name, `„${label}“ wird „Sonstiges“ mit ${complex.textName}`);
		}
		for (const { code, lostLabel } of codes) {
			made.push({ attributes: [leaf('allgemein', code)], texts: lostLabel === undefined ? [] : [lostLabel] });
			const text = lostLabel === undefined ? '' : `, „${lostLabel}“ steht in ${complex.textName}`;
			step.ledger.change(feature.class, each.name, `wird ${type} mit allgemein ${code}${text}`);
		}
	}
	if (made.length === 0) made.push({ attributes: [leaf('allgemein', OTHER)], texts: [] });
	details.forEach((detail, index) => {
		const place = details.length === made.length ? made[index]! : made[0]!;
		place.attributes.push({ ...detail, name: 'detail' });
		step.ledger.change(feature.class, detail.name, `steht in ${name}/detail`);
	});
	for (const { value } of texts) {
		if (value) made[0]!.texts.push(value);
		step.ledger.change(feature.class, complex.text[0]!, `steht in ${name}/${complex.textName}`);
	}
	const max = step.target.property(step.target.classOf(type) ? type : '', 'detail')?.max ?? Infinity;
	for (const { attributes, texts: own } of made) {
		let count = 0;
		const kept = attributes.filter((each) => {
			if (each.name !== 'detail' || ++count <= max) return true;
			step.ledger.lose(feature, each, `In der neuen Version ist diese Angabe nur ${max}-mal erlaubt.`);
			return false;
		});
		if (own.length > 0) kept.push(leaf(complex.textName, own.join('; ')));
		feature.attributes.push(step.made(dataType(name, type, kept)));
	}
}

/** Roads: class of the road and through road are properties of their own. */
function rebuildRoads(feature: Feature, step: Step): void {
	if (feature.class === 'SO_Strassenverkehrsrecht') {
		for (const kind of take(feature, 'artDerFestlegung')) {
			const codes = step.codes('SO_KlassifizNachStrassenverkehrsrecht', 'SO_StrassenEinteilung', kind.value ?? '');
			if (codes.length === 0) step.ledger.lose(feature, kind, 'Diesen Code gibt es in der neuen Version nicht.');
			for (const { code } of codes.slice(0, 1)) feature.attributes.push(step.made(leaf('einteilung', code)));
			step.ledger.change(feature.class, 'artDerFestlegung', 'heißt einteilung');
		}
	}
	if (feature.class === 'FP_Strassenverkehr' && feature.attributes.some(({ name, value }) => name === 'zweckbestimmung' && value === '1300')) {
		feature.attributes = feature.attributes.filter(({ name, value }) => name !== 'zweckbestimmung' || value !== '1300');
		if (valueOf(feature, 'istOrtsdurchfahrt') === undefined) feature.attributes.push(step.made(leaf('istOrtsdurchfahrt', 'true')));
		step.ledger.change(feature.class, 'zweckbestimmung', '1300 (Ortsdurchfahrt) wird istOrtsdurchfahrt');
	}
}
