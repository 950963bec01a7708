import type { Feature } from '../../model.ts';
import type { Step } from '../step.ts';
import { leaf, take, valuesOf } from './attributes.ts';

/** Property of 5.x → property of 6.0 and what stands in it, where a simple one has become part of a data type. */
const INSIDE: Record<string, [property: string, part: string]> = {
	zweckbestimmung: ['zweckbestimmung', 'allgemein'],
	detaillierteZweckbestimmung: ['zweckbestimmung', 'detail'],
	artDerFestlegung: ['artDerFestlegung', 'allgemein'],
	detailArtDerFestlegung: ['artDerFestlegung', 'detail'],
	sondernutzung: ['sondernutzung', 'allgemein'],
	sonderNutzung: ['sondernutzung', 'allgemein'],
	detaillierteSondernutzung: ['sondernutzung', 'detail'],
	nutzungText: ['sondernutzung', 'nutzungText'],
	dachform: ['dachgestaltung', 'dachform'],
	detaillierteDachform: ['dachgestaltung', 'detaillierteDachform'],
	DN: ['dachgestaltung', 'DN'],
	DNmin: ['dachgestaltung', 'DNmin'],
	DNmax: ['dachgestaltung', 'DNmax'],
	DNZwingend: ['dachgestaltung', 'DNzwingend'],
	gesetzlicheGrundlage: ['gesetzlicheGrundlage', 'name']
};

/**
 * What a presentation object shows (`art`) is a path in 6.0, with a number from 1 where the property may be repeated, instead of a name
 * beside an `index` from 0: `zweckbestimmung`, 1 → `xplan:zweckbestimmung[2]/xplan:BP_KomplexeZweckbestGruen/xplan:allgemein`.
 */
export function rebuildShownProperties(feature: Feature, _: string, step: Step): void {
	if (step.source.classOf(feature.class)?.kind !== 'presentation') return;
	const indices = take(feature, 'index');
	const object = valuesOf(feature, 'dientZurDarstellungVon').map((link) => step.referred(link))[0];
	const target = object === undefined ? null : step.classFor(object);
	let position = 0;
	for (const shown of valuesOf(feature, 'art')) {
		const index = Number(indices[position++]?.value ?? 0);
		const old = shown.value ?? '';
		if (object === undefined || target === null || !/^\w+$/.test(old)) {
			const reason = 'Ohne das dargestellte Objekt lässt sich nicht sagen, wofür die Nummer steht.';
			if (index > 0) step.ledger.lose(feature, leaf('index', String(index)), reason);
			continue;
		}
		const path = pathOf(old, index, object.class, target, step);
		if (path === undefined) {
			const reason = 'Diese Angabe hat das dargestellte Objekt in der neuen Version nicht; der Name bleibt stehen.';
			step.ledger.lose(feature, leaf('art', old), reason);
			continue;
		}
		shown.value = path;
		step.ledger.change(feature.class, 'art', `„${old}“ wird „${path}“`);
	}
	for (const extra of indices.slice(position)) {
		if (extra.value !== '0') step.ledger.lose(feature, extra, 'Zu dieser Nummer gehört keine dargestellte Angabe.');
	}
}

function pathOf(name: string, index: number, source: string, target: string, step: Step): string | undefined {
	const numbered = (property: string, max: number): string => `xplan:${property}${max > 1 ? `[${index + 1}]` : ''}`;
	const renamed = step.nameFor(source, name);
	const [outer, part] = INSIDE[name] ?? [];
	// Classes that have moved call their purpose artDerFestlegung.
	for (const property of outer === 'zweckbestimmung' ? [outer, 'artDerFestlegung'] : [outer ?? '']) {
		const complex = step.target.property(target, property);
		if (complex?.kind === 'dataType' && complex.target !== undefined && step.target.property(complex.target, part!) !== undefined) {
			return `${numbered(property, complex.max)}/xplan:${complex.target}/xplan:${part}`;
		}
	}
	const plain = step.target.property(target, renamed);
	return plain === undefined ? undefined : numbered(renamed, plain.max);
}
