import type { Feature, PlanGeometry, Polygon } from '../../model.ts';
import type { Step } from '../step.ts';
import { has, isBereich, isPlan, take, valueOf, valuesOf } from './attributes.ts';

/** `BP_Baugebiet` holds what its parts have in common; from 5.0 on every part says it itself. */
export function joinBuildingAreas(step: Step): void {
	const joined = new Set<Feature>();
	for (const area of step.features) {
		if (area.class !== 'BP_Baugebiet') continue;
		const parts = valuesOf(area, 'flaechenteil').flatMap((link) => step.referred(link) ?? []);
		if (parts.length === 0) {
			step.ledger.loseFeature(area, 'Zu diesem Baugebiet gibt es keine Teilfläche, die seine Angaben übernehmen könnte.');
			joined.add(area);
			continue;
		}
		for (const attribute of area.attributes) {
			if (attribute.name === 'flaechenteil') continue;
			for (const part of parts) if (!has(part, attribute.name)) part.attributes.push(structuredClone(attribute));
		}
		step.ledger.change(area.class, undefined, 'geht in seinen Teilflächen (BP_BaugebietsTeilFlaeche) auf');
		joined.add(area);
	}
	if (joined.size === 0) return;
	const ids = new Set([...joined].map(({ gmlId }) => `#${gmlId}`));
	step.features = step.features.filter((feature) => !joined.has(feature));
	for (const feature of step.features) feature.attributes = feature.attributes.filter(({ href }) => href === undefined || !ids.has(href));
}

/** From 5.0 on a text belongs to a kind of plan: that of the plan which refers to it, else of the first plan. */
export function assignTextFamily(step: Step): void {
	const family = new Map<string, string>();
	let first: string | undefined;
	for (const plan of step.features) {
		if (!isPlan(plan)) continue;
		first ??= plan.class.slice(0, 2);
		for (const { href } of valuesOf(plan, 'texte')) if (href?.startsWith('#')) family.set(href.slice(1), plan.class.slice(0, 2));
	}
	for (const text of step.features) {
		if (text.class !== 'XP_TextAbschnitt') continue;
		text.class = `${family.get(text.gmlId) ?? first ?? 'BP'}_TextAbschnitt`;
		step.ledger.change('XP_TextAbschnitt', undefined, `wird ${text.class}`);
	}
}

/** Objects named texts by their key; now only references count. */
export function resolveTextKeys(step: Step): void {
	const texts = new Map<string, string>();
	for (const feature of step.features) {
		const key = valueOf(feature, 'schluessel');
		if (key && /TextAbschnitt$|BegruendungAbschnitt$/.test(feature.class)) {
			texts.set(`${feature.class.includes('Begruendung')} ${key}`, feature.gmlId);
		}
	}
	for (const feature of step.features) {
		for (const [old, now, isReason] of [
			['textSchluessel', 'refTextInhalt', false],
			['textSchluesselBegruendung', 'refBegruendungInhalt', true]
		] as const) {
			for (const key of take(feature, old)) {
				const id = texts.get(`${isReason} ${key.value ?? ''}`);
				if (id === undefined) {
					const reason = 'Zu diesem Schlüssel gibt es in der Datei keinen Text; Verweise gehen nur noch auf Texte der Datei.';
					step.ledger.lose(feature, key, reason);
				} else {
					feature.attributes.push({ name: now, href: `#${id}` });
					step.ledger.change(feature.class, old, `wird Verweis ${now} auf den Text mit diesem Schlüssel`);
				}
			}
		}
	}
}

/** Name and area of a plan are mandatory from 5.0 on; they follow from the number and from the Bereiche. */
export function supplyPlanArea(step: Step): void {
	for (const plan of step.features) {
		if (!isPlan(plan)) continue;
		if (!valueOf(plan, 'name')) {
			take(plan, 'name');
			const name = valueOf(plan, 'nummer') ?? plan.gmlId;
			plan.attributes.push({ name: 'name', value: name });
			step.ledger.change(plan.class, 'name', `ergänzt: ${name}`);
		}
		if (has(plan, 'raeumlicherGeltungsbereich')) continue;
		const areas = step.features
			.filter((each) => isBereich(each) && (step.referred(valuesOf(each, 'gehoertZuPlan')[0] ?? { name: '' }) ?? plan) === plan)
			.flatMap((bereich) => valuesOf(bereich, 'geltungsbereich'));
		const surfaces: Polygon[][] = [];
		for (const { geometry } of areas) if (geometry !== undefined && 'surfaces' in geometry) surfaces.push(...structuredClone(geometry.surfaces));
		if (surfaces.length === 0) continue;
		const geometry: PlanGeometry = surfaces.length === 1 ? { type: 'Surface', surfaces: [surfaces[0]!] } : { type: 'MultiSurface', surfaces };
		plan.attributes.push({ name: 'raeumlicherGeltungsbereich', geometry, crs: areas[0]!.crs });
		step.ledger.change(plan.class, 'raeumlicherGeltungsbereich', 'ergänzt aus den Geltungsbereichen der Bereiche');
	}
}
