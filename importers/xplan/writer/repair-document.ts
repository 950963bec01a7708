import { loadCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { FindingList } from '../findings.ts';
import { withDefaults, type Limits } from '../limits.ts';
import type { Attribute, DocumentHeader, Feature } from '../model.ts';
import { readXplanGml } from '../reader.ts';
import { EnvelopeCollector } from './envelope.ts';
import { repairFeature, type RepairKind } from './repair-feature.ts';
import { REPAIR_TEXTS } from './repair-texts.ts';
import { FeatureWriter } from './write-feature.ts';
import { writeXplanGml, type Envelope } from './write-document.ts';

/** One kind of repair with all places where it was made. */
export interface Repair {
	kind: RepairKind;
	count: number;
	/** German sentence. */
	message: string;
	/** The first places. */
	places: { gmlId: string; class: string; line: number }[];
}

/** What the first reading of a document finds out. */
export interface RepairPlan {
	header: DocumentHeader;
	repairs: Repair[];
	crs: string | undefined;
	envelope: Envelope | undefined;
	ids: ReadonlySet<string>;
}

const MOST_PLACES = 50;
/** Attributes and namespaces that the writer may add to an element: what it writes must stay readable. */
const MOST_ADDED = 10;
/** Rules of the reader's findings about what it has put right in the model. */
const BY_READER: Record<string, RepairKind> = {
	'2.2.2.1 orientation': 'orientation',
	'zone-prefix': 'zone',
	'axis-order': 'axes',
	'id-missing': 'id'
};

/**
 * Reads a document and says what can be repaired without asking anybody: what is wrong has only one meaning, and no content changes.
 * @throws XplanError when the document cannot be read, or an element has nearly as many attributes as one may have
 */
export async function planRepairs(source: AsyncIterable<Uint8Array>, given: Partial<Limits> = {}): Promise<RepairPlan> {
	const limits = withDefaults(given);
	limits.maxAttributes -= MOST_ADDED;
	const repairs = new Repairs();
	const extent = new EnvelopeCollector();
	const ids = new Set<string>();
	const withoutHash: { attribute: Attribute; feature: Feature }[] = [];
	const geometryIds = new WeakMap<Feature, number>();
	const onId = (_: string, __: number, owner: Feature) => void geometryIds.set(owner, (geometryIds.get(owner) ?? 0) + 1);
	let header: DocumentHeader | undefined;
	let catalogue: Catalogue | undefined;
	let writer: FeatureWriter | undefined;
	// Readers count findings beyond their limit but do not keep them; a repair is to be told even then.
	const findings = new FindingList(withDefaults({ ...limits, maxFindings: 1_000_000 }));
	for await (const event of readXplanGml(source, { limits, findings, onId })) {
		if (event.type === 'header') {
			header = event.header;
			catalogue = await loadCatalogue(header.version);
			writer = new FeatureWriter(catalogue);
		} else if (event.type === 'features') {
			for (const feature of event.features) {
				const inside = (geometryIds.get(feature) ?? 0) - (feature.gmlId.startsWith('ohne-id-') ? 0 : 1) - dataTypeIds(feature.attributes);
				if (ids.has(feature.gmlId)) repairs.note('id-repeated', 1, feature);
				ids.add(feature.gmlId);
				repairFeature(feature, catalogue!, (kind, count) => repairs.note(kind, count, feature));
				eachHref(feature.attributes, (attribute) => {
					if (isBareId(attribute.href!)) withoutHash.push({ attribute, feature: { ...feature, attributes: [] } });
				});
				extent.add(feature);
				writer!.write(feature);
				const missing = writer!.geometryIds - inside;
				if (missing > 0) repairs.note('geometry-id', missing, feature);
			}
		} else {
			const unnamed = event.summary.geometriesWithoutSrsName ?? 0;
			if (unnamed > 0 && extent.crs !== undefined) repairs.note('srs-name', unnamed);
		}
	}
	for (const finding of findings.all()) {
		const kind = BY_READER[finding.rule];
		if (kind !== undefined) {
			repairs.note(kind, 1, { gmlId: finding.gmlId ?? '', class: finding.class ?? '', line: finding.line ?? 0 });
		}
	}
	for (const { attribute, feature } of withoutHash) if (ids.has(attribute.href!)) repairs.note('href', 1, feature);
	return { header: header!, repairs: repairs.all(), crs: extent.crs, envelope: extent.envelope, ids };
}

/**
 * Writes the repaired document, piece by piece in constant memory.
 * @param source the same bytes that the plan was made from
 */
export async function* writeRepaired(
	source: AsyncIterable<Uint8Array>,
	plan: RepairPlan,
	limits: Partial<Limits> = {}
): AsyncGenerator<string> {
	const catalogue = await loadCatalogue(plan.header.version);
	const used = new Set<string>();
	async function* features(): AsyncGenerator<Feature[]> {
		for await (const event of readXplanGml(source, { limits })) {
			if (event.type !== 'features') continue;
			for (const feature of event.features) {
				const { gmlId } = feature;
				for (let number = 2; used.has(feature.gmlId) || (number > 2 && plan.ids.has(feature.gmlId)); number++) feature.gmlId = `${gmlId}_${number}`;
				used.add(feature.gmlId);
				repairFeature(feature, catalogue, () => {});
				eachHref(feature.attributes, (attribute) => {
					if (isBareId(attribute.href!) && plan.ids.has(attribute.href!)) attribute.href = `#${attribute.href}`;
				});
			}
			yield event.features;
		}
	}
	let id = 'Auszug';
	while (plan.ids.has(id)) id += '_1';
	yield* writeXplanGml({ version: plan.header.version, id, crs: plan.crs, envelope: plan.envelope, features: features() });
}

const isBareId = (href: string): boolean => /^[\p{L}_][\w.-]*$/u.test(href);

function eachHref(attributes: readonly Attribute[], visit: (attribute: Attribute) => void): void {
	for (const attribute of attributes) {
		if (attribute.href !== undefined) visit(attribute);
		if (attribute.attributes !== undefined) eachHref(attribute.attributes, visit);
	}
}

function dataTypeIds(attributes: readonly Attribute[]): number {
	let count = 0;
	for (const { name, attributes: inner } of attributes) {
		if (name === '@id') count++;
		if (inner !== undefined) count += dataTypeIds(inner);
	}
	return count;
}

class Repairs {
	private readonly found = new Map<RepairKind, Repair>();

	note(kind: RepairKind, count: number, place?: { gmlId: string; class: string; line: number }): void {
		let repair = this.found.get(kind);
		if (repair === undefined) this.found.set(kind, (repair = { kind, count: 0, message: '', places: [] }));
		repair.count += count;
		if (place !== undefined && repair.places.length < MOST_PLACES) {
			repair.places.push({ gmlId: place.gmlId, class: place.class, line: place.line });
		}
	}

	all(): Repair[] {
		return [...this.found.values()].map((repair) => ({ ...repair, message: REPAIR_TEXTS[repair.kind](repair.count) }));
	}
}
