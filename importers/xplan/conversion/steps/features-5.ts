import type { Attribute, Feature } from '../../model.ts';
import type { Step } from '../step.ts';
import { dataType, has, leaf, take, valueOf, valuesOf } from './attributes.ts';

/** Rechtscharakter of each kind of plan (5.x) → XP_Rechtscharakter (6.0). */
const LEGAL_CHARACTERS: Record<string, Record<string, string>> = {
	BP: { '1000': '1000', '2000': '2000', '3000': '6000', '4000': '8000', '5000': '7000', '9998': '9998' },
	FP: { '1000': '3000', '2000': '2000', '3000': '6000', '4000': '8000', '5000': '7000', '9998': '9998' },
	SO: {
		'1000': '1000',
		'1500': '3000',
		'1800': '5300',
		'2000': '2000',
		'3000': '6000',
		'4000': '8000',
		'5000': '7000',
		'9998': '9998',
		'9999': '9999'
	},
	LP: { '1000': '5000', '2000': '5100', '3000': '2000', '4000': '5200', '5000': '1000', '9998': '9998', '9999': '9999' },
	RP: {
		'1000': '4000',
		'2000': '4100',
		'3000': '2000',
		'4000': '4200',
		'5000': '4300',
		'6000': '4400',
		'7000': '4500',
		'8000': '4600',
		'9000': '4700',
		'9998': '9998'
	}
};

export function rebuildLegalCharacter6(feature: Feature, _: string, step: Step): void {
	const map = LEGAL_CHARACTERS[feature.class.slice(0, 2)];
	if (map === undefined) return;
	for (const attribute of feature.attributes) {
		if (attribute.name !== 'rechtscharakter') continue;
		const code = map[attribute.value ?? ''];
		if (code === undefined) {
			step.ledger.lose(feature, attribute, 'Diesen Code gibt es in der neuen Version nicht; eingetragen ist „Unbekannt“.');
			attribute.value = '9998';
		} else {
			if (code !== attribute.value) step.ledger.change(feature.class, 'rechtscharakter', `Code ${attribute.value} wird ${code}`);
			attribute.value = code;
		}
		step.made(attribute);
	}
}

/** A code of a list becomes the name of a law. Texts keep theirs as text. */
export function rebuildLegalGround(feature: Feature, target: string, step: Step): void {
	if (step.target.property(target, 'gesetzlicheGrundlage')?.kind !== 'dataType') return;
	for (const ground of valuesOf(feature, 'gesetzlicheGrundlage')) {
		if (ground.type !== undefined || ground.value === undefined) continue;
		const { value } = ground;
		delete ground.value;
		delete ground.codeSpace;
		ground.type = 'XP_GesetzlicheGrundlage';
		ground.attributes = [leaf('name', value)];
		step.made(ground);
		step.ledger.change(feature.class, 'gesetzlicheGrundlage', 'wird XP_GesetzlicheGrundlage mit name');
	}
}

/** Name and address of a document are mandatory: each can stand for the other. */
export function rebuildReferences5(feature: Feature, _: string, step: Step): void {
	const visit = (attributes: Attribute[]): void => {
		for (const attribute of attributes) {
			if (attribute.type?.endsWith('ExterneReferenz')) supply(attribute, feature, step);
			else if (attribute.attributes !== undefined) visit(attribute.attributes);
		}
	};
	visit(feature.attributes);
}

function supply(attribute: Attribute, feature: Feature, step: Step): void {
	const given = (name: string): string => valueOf(attribute, name) ?? '';
	const lastPart = (address: string): string => address.split(/[\\/]/).findLast((part) => part !== '') ?? '';
	const url = given('referenzURL') || given('georefURL') || given('informationssystemURL');
	const name = given('referenzName') || given('beschreibung') || lastPart(url);
	for (const [property, value] of [
		['referenzName', name],
		['referenzURL', url || encodeURI(name)]
	] as const) {
		if (given(property) !== '' || value === '') continue;
		attribute.attributes = [...(attribute.attributes ?? []).filter((each) => each.name !== property), leaf(property, value)];
		step.ledger.change(feature.class, `${attribute.name}/${property}`, 'ergänzt aus den übrigen Angaben des Dokuments');
	}
}

/** What happens to the other plan is mandatory: most often it is changed. */
export function rebuildChangedPlans(feature: Feature, _: string, step: Step): void {
	for (const attribute of feature.attributes) {
		if (attribute.type !== 'XP_VerbundenerPlan' || valueOf(attribute, 'rechtscharakter')) continue;
		(attribute.attributes ??= []).push(step.made(leaf('aenderungsArt', '1000')));
		step.ledger.change(feature.class, `${attribute.name}/aenderungsArt`, 'ergänzt: 1000 (Änderung)');
	}
}

/** Veränderungssperre: from single properties to a data type, whose start, end and prolongation are mandatory. */
export function rebuildEmbargo(feature: Feature, target: string, step: Step): void {
	const isPlan = target === 'BP_Plan';
	if (!isPlan && target !== 'BP_Veraenderungssperre') return;
	const names = isPlan
		? [
				'veraenderungssperreDatum',
				'veraenderungssperreEndDatum',
				'verlaengerungVeraenderungssperre',
				'veraenderungssperreBeschlussDatum',
				'veraenderungssperre'
			]
		: ['veraenderungssperreStartDatum', 'gueltigkeitsDatum', 'verlaengerung', 'veraenderungssperreBeschlussDatum', 'refBeschluss'];
	const given = take(feature, ...names);
	if (given.length === 0) return;
	const of = (index: number): Attribute | undefined => given.find(({ name }) => name === names[index]);
	const [start, end, prolonged, decided] = [of(0), of(1), of(2), of(3)];
	if (isPlan && given.length === 1 && of(4)?.value === 'false') {
		step.ledger.change(feature.class, 'veraenderungssperre', '„nein“ entfällt: Ohne Daten gibt es keine Veränderungssperre');
		return;
	}
	if (start === undefined || end === undefined) {
		for (const each of given) step.ledger.lose(feature, each, 'Eine Veränderungssperre braucht in der neuen Version Beginn und Ende.');
		return;
	}
	const attributes = [leaf('startDatum', start.value ?? ''), leaf('endDatum', end.value ?? ''), leaf('verlaengerung', prolonged?.value ?? '1000')];
	if (decided !== undefined) attributes.push(leaf('beschlussDatum', decided.value ?? ''));
	const decision = isPlan ? undefined : of(4);
	if (decision?.attributes !== undefined) attributes.push(decision);
	feature.attributes.push(step.made(dataType(isPlan ? 'veraenderungssperre' : 'daten', 'BP_VeraenderungssperreDaten', attributes)));
	step.ledger.change(feature.class, isPlan ? 'veraenderungssperre' : 'daten', 'wird BP_VeraenderungssperreDaten');
}

/** Body of a landscape plan: name and key in one data type, whose name is mandatory. */
export function rebuildPlanGiver(feature: Feature, target: string, step: Step): void {
	if (feature.class !== 'LP_Plan' || step.target.property(target, 'plangeber') === undefined) return;
	const [name] = take(feature, 'planungstraeger');
	const [key] = take(feature, 'planungstraegerGKZ');
	const filled = [name, key].filter((each) => each?.value);
	if (filled.length === 0) return;
	const attributes = [leaf('name', (name?.value || key?.value)!), ...(key?.value ? [leaf('kennziffer', key.value)] : [])];
	feature.attributes.push(step.made(dataType('plangeber', 'XP_Plangeber', attributes)));
	for (const each of filled) step.ledger.change(feature.class, each!.name, 'steht in plangeber');
}

const ROOF = ['DNmin', 'DNmax', 'DN', 'DNZwingend', 'dachform', 'detaillierteDachform'];

/** Roofs: one `dachgestaltung` per shape. */
export function rebuildRoofs(feature: Feature, target: string, step: Step): void {
	if (step.target.property(target, 'dachgestaltung') === undefined || step.target.property(target, 'dachform') !== undefined) return;
	const given = take(feature, ...ROOF);
	if (given.length === 0) return;
	const pitch = given
		.filter(({ name }) => name.startsWith('DN'))
		.map((each) => ({ ...each, name: each.name === 'DNZwingend' ? 'DNzwingend' : each.name }));
	const shapes = given.filter(({ name }) => name === 'dachform');
	const details = given.filter(({ name }) => name === 'detaillierteDachform');
	for (let index = 0; index < Math.max(1, shapes.length, details.length); index++) {
		const attributes = structuredClone(pitch);
		if (shapes[index] !== undefined) attributes.push(shapes[index]!);
		if (details[index] !== undefined) attributes.push(details[index]!);
		feature.attributes.push(dataType('dachgestaltung', 'BP_Dachgestaltung', attributes));
	}
	step.ledger.change(feature.class, 'dachform', 'wird dachgestaltung');
}

/** Texts that have lost their property and have another one to go to. */
export function rebuildTexts(feature: Feature, target: string, step: Step): void {
	const kind = feature.attributes.find(({ name, value }) => name === 'bebauungsArt' && value === '8000');
	if (kind !== undefined && step.target.property(target, 'bauweiseText') !== undefined && !has(feature, 'bauweiseText')) {
		take(feature, 'bebauungsArt');
		const label = step.labelOf('BP_BebauungsArt', '8000') ?? 'Einzelhäuser, Doppelhäuser und Hausgruppen';
		feature.attributes.push(step.made(leaf('bauweiseText', label)));
		step.ledger.change(feature.class, 'bebauungsArt', `„${label}“ steht in bauweiseText`);
	}
	if (!has(feature, 'sondernutzung') && !has(feature, 'sonderNutzung') && !has(feature, 'detaillierteSondernutzung') && !has(feature, 'text')) {
		for (const text of take(feature, 'nutzungText')) {
			feature.attributes.push({ ...text, name: 'text' });
			step.ledger.change(feature.class, 'nutzungText', 'steht in text');
		}
	}
}
