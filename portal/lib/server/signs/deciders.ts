import { loadCatalogue, type Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { Decider } from '../../../../styles/sld/class-rules.ts';
import type { XplanVersion } from '../../../../importers/xplan/model.ts';

/** Attributes that may decide the sign of an object. */
const DECIDING =
	/^(besondereArtDerBaulNutzung|allgArtDerBaulNutzung|(besondere)?[zZ]weckbestimmung|artDerFestlegung|typ|massnahme|gegenstand|gebietsArt|gebietsTyp|istSchmal|hatDarstellungMitBesondZweckbest)$/;

/** Classes of objects of a version, each with the attributes and codes that may decide its sign. */
export async function classesWithDeciders(version: XplanVersion): Promise<{ name: string; version: string; deciders: Decider[] }[]> {
	const catalogue = await loadCatalogue(version);
	return catalogue.classNames
		.filter((name) => /^(BP|FP|RP|LP|SO)_/.test(name))
		.filter((name) => {
			const info = catalogue.classOf(name);
			return info?.kind === 'object' && !info.abstract;
		})
		.map((name) => ({ name, version, deciders: decidersOf(catalogue, name) }));
}

function decidersOf(catalogue: Catalogue, name: string): Decider[] {
	return catalogue.properties(name).flatMap((property): Decider[] => {
		if (!DECIDING.test(property.name)) return [];
		const plain = { attribute: property.name, column: property.name };
		if (property.type === 'xs:boolean') return [{ ...plain, codes: ['true'] }];
		if (property.enumeration) return [{ ...plain, codes: catalogue.codes(property.enumeration) ?? [] }];
		const inner = property.target && catalogue.properties(property.target).find((each) => each.name === 'allgemein');
		if (!inner || !inner.enumeration) return [];
		const codes = catalogue.codes(inner.enumeration) ?? [];
		return [{ attribute: property.name, column: `${property.name}_allgemein`, nested: 'allgemein', codes }];
	});
}
