import type { Attribute, Feature } from '../../model.ts';
import type { Step } from '../step.ts';
import { dataType, has, isBereich, isPlan, leaf, take, valuesOf } from './attributes.ts';

const planOf = (bereich: Feature, step: Step): Feature | undefined => {
	const link = valuesOf(bereich, 'gehoertZuPlan')[0];
	const named = link === undefined ? undefined : step.referred(link);
	if (named !== undefined) return named;
	return step.features.find((plan) => isPlan(plan) && valuesOf(plan, 'bereich').some(({ href }) => href === `#${bereich.gmlId}`));
};

/** Every object must say to which Bereich it belongs; so far it was enough that the Bereich said so. */
export function assignBereich(step: Step): void {
	const bereiche = step.features.filter(isBereich);
	const listed = new Map<string, string>();
	for (const bereich of bereiche) {
		for (const { href } of valuesOf(bereich, 'planinhalt')) if (href?.startsWith('#') && !listed.has(href)) listed.set(href, `#${bereich.gmlId}`);
	}
	const only = bereiche.length === 1 ? `#${bereiche[0]!.gmlId}` : undefined;
	for (const feature of step.features) {
		if (step.source.classOf(feature.class)?.kind !== 'object' || has(feature, 'gehoertZuBereich')) continue;
		const href = listed.get(`#${feature.gmlId}`) ?? only;
		if (href === undefined) continue;
		feature.attributes.push({ name: 'gehoertZuBereich', href });
		step.ledger.change(feature.class, 'gehoertZuBereich', 'ergänzt aus dem Bereich, zu dem das Objekt gehört');
	}
}

const BASES = ['versionBauNVO', 'versionBauGB', 'versionSonstRechtsgrundlage'];

/** Date and text of the legal basis become one data type of the plan; Bereiche have none any more. */
export function moveLegalBasis(step: Step): void {
	for (const owner of step.features) {
		if (!isPlan(owner) && !isBereich(owner)) continue;
		for (const base of BASES) {
			const given = take(owner, `${base}Datum`, `${base}Text`);
			if (given.length === 0) continue;
			const plan = isPlan(owner) ? owner : planOf(owner, step);
			const attributes = given.map((each) => leaf(each.name.endsWith('Datum') ? 'datum' : 'name', each.value ?? ''));
			const made = dataType(base, 'XP_GesetzlicheGrundlage', attributes.sort((a, b) => b.name.localeCompare(a.name)));
			const known = plan === undefined ? [] : valuesOf(plan, base);
			if (plan === undefined || step.target.property(plan.class, base) === undefined) {
				for (const each of given) step.ledger.lose(owner, each, 'Rechtsgrundlagen stehen nur noch am Plan.');
			} else if (known.some((each) => JSON.stringify(each) === JSON.stringify(made))) {
				step.ledger.change(owner.class, base, 'steht schon am Plan');
			} else if (known.length > 0 && base !== 'versionSonstRechtsgrundlage') {
				for (const each of given) step.ledger.lose(owner, each, 'Am Plan steht schon eine andere Fassung; Bereiche haben keine eigene mehr.');
			} else {
				plan.attributes.push(step.made(made));
				step.ledger.change(owner.class, base, owner === plan ? 'wird XP_GesetzlicheGrundlage' : 'steht als XP_GesetzlicheGrundlage am Plan');
			}
		}
	}
}

/** The kind of procedure belongs to the Bereich. */
export function moveProcedure(step: Step): void {
	for (const plan of step.features) {
		if (plan.class !== 'BP_Plan') continue;
		for (const procedure of take(plan, 'verfahren')) {
			const bereiche = step.features.filter((each) => isBereich(each) && planOf(each, step) === plan);
			if (bereiche.length === 0) step.ledger.lose(plan, procedure, 'Das Verfahren steht nur noch am Bereich, und dieser Plan hat keinen.');
			for (const bereich of bereiche) if (!has(bereich, 'verfahren')) bereich.attributes.push({ ...procedure });
			if (bereiche.length > 0) step.ledger.change(plan.class, 'verfahren', 'steht am Bereich');
		}
	}
}

/** Scans stand at the Bereich itself; texts and legends of a raster become documents of the plan. */
export function moveRasters(step: Step): void {
	const moved = new Set<Feature>();
	for (const bereich of step.features) {
		if (!isBereich(bereich)) continue;
		for (const link of take(bereich, 'rasterBasis')) {
			const raster = step.referred(link);
			if (raster === undefined) {
				step.ledger.lose(bereich, link, 'Rasterdarstellungen stehen in der neuen Version am Bereich; diese ist nicht in der Datei.');
				continue;
			}
			if (!moved.has(raster)) step.ledger.change(raster.class, undefined, 'geht im Bereich auf (refScan)');
			moved.add(raster);
			const plan = planOf(bereich, step);
			for (const attribute of raster.attributes) {
				if (attribute.name === 'refScan') bereich.attributes.push(structuredClone(attribute));
				else if (plan !== undefined && (attribute.name === 'refLegende' || attribute.name === 'refText')) {
					plan.attributes.push(asDocument(attribute, attribute.name === 'refLegende' ? '1020' : '1000'));
				} else if (attribute.namespace === undefined) step.ledger.lose(raster, attribute, 'Rasterdarstellungen haben keine eigenen Angaben mehr.');
			}
		}
	}
	step.features = step.features.filter((feature) => {
		if (moved.has(feature)) return false;
		if (feature.class !== 'XP_Rasterdarstellung') return true;
		step.ledger.loseFeature(feature, 'Auf diese Rasterdarstellung verweist kein Bereich der Datei.');
		return false;
	});
}

function asDocument(attribute: Attribute, type: string): Attribute {
	const { attributes = [] } = structuredClone(attribute);
	return dataType('externeReferenz', 'XP_SpezExterneReferenz', [...attributes, leaf('typ', type)]);
}
