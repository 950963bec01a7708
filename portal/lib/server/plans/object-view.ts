import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { objectsByGmlId } from '../../../../gis/plans/hits.ts';
import { countClasses, listObjects, listSigns, readObject, referencesOf } from '../../../../gis/plans/objects.ts';
import type { Plan, PlanObject } from '../../../../gis/plans/types.ts';
import type { Attribute } from '../../../../importers/xplan/model.ts';
import type { Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { explain } from '../../../../styles/explain/explain.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import type { GeometryKind } from '../../../../styles/types.ts';
import type { ObjectSummary, ObjectView } from '../../components/plans/types.ts';
import { CodeLabels } from './code-labels.ts';
import { attributeRows, catalogueFor, labelOfClass } from './describe-plan.ts';
import { documentViews, listDocumentFiles } from './documents.ts';

/** Told first in a list, in this order, because people look for them. */
const TELLING = ['GRZ', 'GFZ', 'Z', 'Zzwingend', 'bauweise', 'zweckbestimmung', 'hoehenangabe', 'dachform', 'massnahme', 'kronendurchmesser', 'name'];
const FACTS = 4;
/** True of nearly every object, so they tell nothing in a list. */
const COMMON = new Set(['rechtscharakter', 'ebene', 'flaechenschluss', 'rechtsstand', 'uuid', 'gliederung1', 'gliederung2']);

/** Addresses that belong to a plan. */
export interface PlanAddresses {
	/** `/<tenant>/plaene/<planId>` */
	plan: string;
	/** Number of the version if it is not the one that is shown anyway. */
	version: number | null;
	/** Form of the running participation, null if none runs on this version. */
	statement: string | null;
}

export const objectAddress = ({ plan, version }: PlanAddresses, gmlId: string): string =>
	`${plan}/objekte/${encodeURIComponent(gmlId)}${version === null ? '' : `?fassung=${version}`}`;

const statementAddress = ({ statement }: PlanAddresses, gmlId: string): string | null =>
	statement && `${statement}?objekt=${encodeURIComponent(gmlId)}`;

/**
 * Everything that page and map show of one object.
 * @throws DomainError `not_found`
 */
export async function readObjectView(scope: TenantScope, plan: Plan, gmlId: string, addresses: PlanAddresses): Promise<ObjectView> {
	const object = await readObject(scope, plan.version.id, gmlId);
	const catalogue = await catalogueFor(plan.version.xplanVersion);
	const files = await listDocumentFiles(scope, plan.version.id);
	const explanation = explain({
		class: object.class,
		version: plan.version.xplanVersion,
		attributes: new CodeLabels(catalogue).of(object.class, object.attributes),
		geometry: geometryKind(object.geometry)
	});
	return {
		gmlId: object.gmlId,
		class: object.class,
		sign: object.sign,
		title: explanation.title,
		label: oneLine(object.label),
		kind: labelOfClass(object.class),
		sentences: explanation.sentences,
		attributes: [...measures(object), ...attributeRows(catalogue, object.class, object.attributes)],
		texts: object.texts.map(({ gmlId: id, key, legalBasis, body }) => ({ gmlId: id, key, legalBasis, body })),
		documents: documentViews(
			catalogue,
			files.filter((file) => file.ownerGmlId === object.gmlId || referencesOf(object.attributes, 'refBegruendungInhalt').includes(file.ownerGmlId ?? '')),
			addresses.plan
		),
		geometry: object.geometry,
		href: objectAddress(addresses, object.gmlId),
		statementHref: statementAddress(addresses, object.gmlId)
	};
}

export interface ListedObject extends ObjectSummary {
	href: string;
	statementHref: string | null;
}

/** One page of the list of objects, the textual twin of the map. */
export async function listObjectViews(
	scope: TenantScope,
	plan: Plan,
	filter: { text?: string; class?: string; after?: number; limit: number },
	addresses: PlanAddresses
): Promise<{ items: ListedObject[]; next: number | null }> {
	const catalogue = await catalogueFor(plan.version.xplanVersion);
	const page = await listObjects(scope, plan.version.id, {
		...filter,
		textClasses: await classesNamed(scope, plan, filter.text),
		textSigns: await signsNamed(scope, plan, filter.text)
	});
	const full = new Map((await objectsByGmlId(scope, plan.version.id, page.items.map((item) => item.gmlId))).map((each) => [each.gmlId, each]));
	const items = page.items.map((item) => ({
		gmlId: item.gmlId,
		sign: item.sign,
		title: signOf(item.sign).title,
		label: oneLine(item.label),
		kind: labelOfClass(item.class),
		facts: factsOf(catalogue, item.class, full.get(item.gmlId)?.attributes ?? []),
		href: objectAddress(addresses, item.gmlId),
		statementHref: statementAddress(addresses, item.gmlId)
	}));
	return { items, next: page.next };
}

/** Kinds of objects in a version with their number, by German name. */
export async function listKinds(scope: TenantScope, plan: Plan): Promise<{ class: string; label: string; count: number }[]> {
	const counts = await countClasses(scope, plan.version.id);
	return counts
		.map((each) => ({ ...each, label: labelOfClass(each.class) }))
		.sort((a, b) => a.label.localeCompare(b.label, 'de'));
}

/** A word may name the kind of object, which stands nowhere in its attributes. */
async function classesNamed(scope: TenantScope, plan: Plan, text = ''): Promise<string[]> {
	const word = text.trim().toLocaleLowerCase('de');
	if (!word) return [];
	return (await listKinds(scope, plan)).filter((each) => each.label.toLocaleLowerCase('de').includes(word)).map((each) => each.class);
}

/** Lists say what an object is by the title of its sign („Allgemeines Wohngebiet“), so a word of it must find it. */
async function signsNamed(scope: TenantScope, plan: Plan, text = ''): Promise<string[]> {
	const word = text.trim().toLocaleLowerCase('de');
	if (!word) return [];
	const signs = (await listSigns(scope, plan.version.id)).map((each) => each.sign);
	return signs.filter((sign) => signOf(sign).title.toLocaleLowerCase('de').includes(word));
}

function factsOf(catalogue: Catalogue, className: string, attributes: Attribute[]): string[] {
	const rank = (name: string) => (TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length);
	const telling = attributes.filter((each) => !COMMON.has(each.name)).sort((a, b) => rank(a.name) - rank(b.name));
	return attributeRows(catalogue, className, telling)
		.filter((row) => row.value && row.value.length < 120)
		.slice(0, FACTS)
		.map((row) => `${row.label}: ${row.value}`);
}

function measures({ area, length }: PlanObject) {
	const number = (value: number) => value.toLocaleString('de-DE', { maximumFractionDigits: value < 100 ? 1 : 0 });
	if (area) return [{ label: 'Größe auf der Karte', value: `${number(area)} m²` }];
	return length ? [{ label: 'Länge auf der Karte', value: `${number(length)} m` }] : [];
}

function geometryKind(geometry: { type: string } | null): GeometryKind {
	if (geometry?.type.endsWith('Polygon')) return 'area';
	return geometry?.type.endsWith('LineString') ? 'line' : 'point';
}

const oneLine = (label: string | null): string | null => label?.replaceAll('\n', ' ') ?? null;
